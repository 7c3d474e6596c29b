package io.vigie.agent.driver.disk;

import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.driver.command.Rows;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Volume groups and logical volumes of LVM. One listing tells of all of them. */
public final class Lvm {
  private static final Command LIST =
      Command.of(
          "lvs",
          "--noheadings",
          "--separator",
          "|",
          "-o",
          "vg_name,lv_name,lv_active,vg_tags,lv_skip_activation");

  /** One that is to be skipped when its group is activated counts while it is active alone. */
  private static final Pattern GROUP =
      Pattern.compile(
          "(?<name>[^|]+)\\|[^|]+\\|(?!(inactive)?\\|[^|]*\\|.)(?<state>[^|]*)\\|(?<tags>[^|]*)\\|.*");

  private static final Pattern VOLUME =
      Pattern.compile("(?<name>[^|]+\\|[^|]+)\\|(?<state>[^|]*)\\|[^|]*\\|.*");

  private static final Set<String> UP = Set.of("active");
  private static final Set<String> DOWN = Set.of("", "inactive");

  public static final Manual GROUP_MANUAL =
      new Manual(
          "A volume group of LVM: all its logical volumes are active here, but for those that LVM is"
              + " told to skip (activation skip). The group is tagged with"
              + " `@` and the name of the node that has it; tags of other nodes are taken off when it"
              + " starts, for a node that died left its own behind.",
          List.of(Keyword.required("name", TEXT, "the volume group")),
          List.of(
              String.join(" ", LIST.argv()),
              "vgchange --deltag TAG NAME",
              "vgchange --addtag TAG NAME",
              "vgchange --activate y NAME",
              "vgchange --activate n NAME"));

  public static final Manual VOLUME_MANUAL =
      new Manual(
          "A logical volume of LVM that is active here.",
          List.of(
              Keyword.required("vg", TEXT, "its volume group"),
              Keyword.required("name", TEXT, "the logical volume")),
          List.of(
              String.join(" ", LIST.argv()),
              "lvchange --activate y --ignoreactivationskip GROUP/NAME",
              "lvchange --activate n GROUP/NAME"));

  private Lvm() {}

  /**
   * @param node whose name the group is tagged with
   */
  public static Recipe group(ResourceDefinition resource, String node) {
    String name = Name.required(resource.keywords(), "name");
    String tag = '@' + node;
    Rows rows =
        new Rows(
            GROUP,
            name,
            UP,
            DOWN,
            Rows.missing("this node sees no volume group " + name + " with a logical volume"));
    return new Recipe(
        "vg " + name,
        LIST,
        rows,
        seen -> start(name, tag, tags(rows, seen)),
        seen -> stop(name, tag, tags(rows, seen)));
  }

  private static List<String> tags(Rows rows, CommandResult seen) {
    return rows.of(seen).stream()
        .findFirst()
        .map(row -> List.of(row.group("tags").split(",")))
        .orElse(List.of());
  }

  private static List<Command> start(String name, String tag, List<String> tags) {
    List<Command> commands = new ArrayList<>();
    for (String each : tags) {
      if (each.startsWith("@") && !each.equals(tag)) {
        commands.add(Command.of("vgchange", "--deltag", each, name));
      }
    }
    if (!tags.contains(tag)) {
      commands.add(Command.of("vgchange", "--addtag", tag, name));
    }
    commands.add(Command.of("vgchange", "--activate", "y", name));
    return commands;
  }

  private static List<Command> stop(String name, String tag, List<String> tags) {
    List<Command> commands = new ArrayList<>();
    commands.add(Command.of("vgchange", "--activate", "n", name));
    if (tags.contains(tag)) {
      commands.add(Command.of("vgchange", "--deltag", tag, name));
    }
    return commands;
  }

  public static Recipe volume(ResourceDefinition resource) {
    String group = Name.required(resource.keywords(), "vg");
    String name = Name.required(resource.keywords(), "name");
    String path = group + '/' + name;
    return new Recipe(
        "lv " + path,
        LIST,
        new Rows(
            VOLUME,
            group + '|' + name,
            UP,
            DOWN,
            Rows.missing("this node sees no logical volume " + path)),
        Recipe.always("lvchange", "--activate", "y", "--ignoreactivationskip", path),
        Recipe.always("lvchange", "--activate", "n", path));
  }
}
