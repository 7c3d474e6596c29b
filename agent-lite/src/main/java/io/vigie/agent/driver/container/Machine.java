package io.vigie.agent.driver.container;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.driver.command.Rows;
import io.vigie.agent.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Machines with an init of their own: each is asked to shut down, and switched off when it does not
 * in three quarters of its time-out.
 */
public final class Machine {
  private static final String SSH = "ssh -o BatchMode=yes -o ConnectTimeout=5 HOSTNAME";

  public static final Manual KVM_MANUAL =
      new Manual(
          "A virtual machine of libvirt, which must know it on every node. Switched off when it has"
              + " not shut down in three quarters of stop_timeout.",
          keywords(),
          Way.runs(
              SSH,
              "virsh --quiet list --all",
              "virsh start NAME",
              "virsh shutdown NAME",
              "virsh destroy NAME"));

  public static final Manual XEN_MANUAL =
      new Manual(
          "A virtual machine of Xen. Switched off when it has not shut down in three quarters of"
              + " stop_timeout.",
          keywords(Keyword.of("cf", PATH, "/etc/xen/NAME.cfg", "its configuration")),
          Way.runs(SSH, "xl list", "xl create FILE", "xl shutdown NAME", "xl destroy NAME"));

  public static final Manual LXC_MANUAL =
      new Manual(
          "A container of LXC. Killed when it has not shut down in three quarters of stop_timeout.",
          keywords(Keyword.of("path", PATH, "LXC's own", "where its configuration lies")),
          Way.runs(
              "lxc-attach --name NAME --clear-env --",
              "lxc-ls --fancy --fancy-format NAME,STATE",
              "lxc-start --name NAME --daemon",
              "lxc-stop --name NAME --nowait",
              "lxc-stop --name NAME --kill"));

  private static final Pattern LXC_ROW = Pattern.compile("(?<name>\\S+)\\s+(?<state>\\S+)");

  private static final Pattern KVM_ROW =
      Pattern.compile("\\S+\\s+(?<name>\\S+)\\s+(?<state>\\S.*)");

  private static final Pattern XEN_ROW =
      Pattern.compile("(?<name>\\S+)\\s+\\d+\\s+\\d+\\s+\\d+\\s+(?<state>\\S+)\\s+[0-9.]+");

  private Machine() {}

  private static List<Keyword> keywords(Keyword... own) {
    List<Keyword> all = new ArrayList<>();
    all.add(Keyword.required("name", TEXT, "of the machine"));
    all.addAll(List.of(own));
    all.addAll(Way.KEYWORDS);
    return all;
  }

  public static Recipe kvm(ResourceDefinition resource) {
    String name = Name.required(resource.keywords(), "name");
    return new Recipe(
        "kvm " + name,
        Command.of("virsh", "--quiet", "list", "--all"),
        new Rows(
            KVM_ROW,
            name,
            Set.of("running", "idle", "in shutdown"),
            Set.of("shut off"),
            Rows.missing("libvirt of this node knows no machine " + name)),
        Recipe.always("virsh", "start", name),
        Recipe.always("virsh", "shutdown", name),
        Recipe.always("virsh", "destroy", name));
  }

  public static Recipe xen(ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    String name = Name.required(keywords, "name");
    Path file = keywords.read("cf", Path.of("/etc/xen", name + ".cfg"), Values::path);
    return new Recipe(
        "xen " + name,
        Command.of("xl", "list"),
        // one that only waits for its next turn has no letter at all
        new Rows(XEN_ROW, name, Set.of("r-----", "-b----", "------"), Set.of(), Observed.DOWN),
        Recipe.always("xl", "create", file.toString()),
        Recipe.always("xl", "shutdown", name),
        Recipe.always("xl", "destroy", name));
  }

  public static Recipe lxc(ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    String name = Name.required(keywords, "name");
    Path path = keywords.read("path", null, Values::path);
    return new Recipe(
        "lxc " + name,
        Command.of(words(path, "lxc-ls", "--fancy", "--fancy-format", "NAME,STATE")),
        new Rows(
            LXC_ROW,
            name,
            Set.of("RUNNING"),
            Set.of("STOPPED"),
            Rows.missing("LXC of this node knows no container " + name)),
        Recipe.always(words(path, "lxc-start", "--name", name, "--daemon")),
        Recipe.always(words(path, "lxc-stop", "--name", name, "--nowait")),
        Recipe.always(words(path, "lxc-stop", "--name", name, "--kill")));
  }

  /** Tells a process inside. */
  public static Command lxcPid(ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    String name = Name.required(keywords, "name");
    Path path = keywords.read("path", null, Values::path);
    return Command.of(words(path, "lxc-info", "--name", name, "--pid", "--no-humanize"));
  }

  /** In front of what is run inside; nothing of the agent's own environment goes with it. */
  static List<String> lxcInside(ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    String name = Name.required(keywords, "name");
    Path path = keywords.read("path", null, Values::path);
    List<String> argv = new ArrayList<>(List.of(words(path, "lxc-attach", "--name", name)));
    argv.addAll(List.of("--clear-env", "--"));
    return argv;
  }

  private static String[] words(Path path, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    if (path != null) {
      all.addAll(List.of("--lxcpath", path.toString()));
    }
    return all.toArray(String[]::new);
  }
}
