package io.vigie.agent.driver.disk;

import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.driver.command.Rows;
import io.vigie.agent.process.Command;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A pool of ZFS. */
public final class ZfsPool {
  public static final Manual MANUAL =
      new Manual(
          "A pool of ZFS that is imported here. It is kept out of the cache file, so that no node"
              + " imports it by itself when it boots.",
          List.of(
              Keyword.required("name", TEXT, "the pool"),
              Keyword.of(
                  "force",
                  false,
                  "imported although another host had it last: needed to take it over from a node"
                      + " that died, and safe only where that node is fenced or the pool has"
                      + " multihost=on")),
          List.of(
              "zpool list -H -o name,health",
              "zpool import -o cachefile=none NAME",
              "zpool import -f -o cachefile=none NAME",
              "zpool export NAME"));

  private static final Pattern ROW = Pattern.compile("(?<name>[^\\t]+)\\t(?<state>\\S+)");

  private ZfsPool() {}

  public static Recipe of(ResourceDefinition resource) {
    String name = Name.required(resource.keywords(), "name");
    boolean force = resource.keywords().truth("force", false);
    Rows rows = new Rows(ROW, name, Set.of("ONLINE", "DEGRADED"), Set.of(), Observed.DOWN);
    return new Recipe(
        "zpool " + name,
        Command.of("zpool", "list", "-H", "-o", "name,health"),
        look -> {
          Observed seen = rows.read(look);
          boolean degraded =
              rows.of(look).stream().anyMatch(row -> row.group("state").equals("DEGRADED"));
          return degraded ? seen.warning("the pool is DEGRADED") : seen;
        },
        force
            ? Recipe.always("zpool", "import", "-f", "-o", "cachefile=none", name)
            : Recipe.always("zpool", "import", "-o", "cachefile=none", name),
        Recipe.always("zpool", "export", name));
  }
}
