package io.vigie.agent.driver.disk;

import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A replicated disk of DRBD, 8.4 or 9. */
public final class Drbd {
  public static final Manual MANUAL =
      new Manual(
          "A replicated disk of DRBD (8.4 or 9), up where it is primary. Stopped it is secondary and"
              + " goes on replicating, so it needs no `standby`. What ails the replication is"
              + " complained of. One that was"
              + " off must find its peers within 20 s, or it is taken down again: a conflict.",
          List.of(Keyword.required("res", TEXT, "the resource of DRBD's configuration")),
          List.of(
              "drbdadm status RESOURCE",
              "drbdadm up RESOURCE",
              "drbdadm down RESOURCE",
              "drbdadm primary RESOURCE",
              "drbdadm secondary RESOURCE"));

  private static final Pattern WORD =
      Pattern.compile("(?<what>disk|connection|replication|peer-disk):(?<is>\\S+)");

  private static final Pattern PEER =
      Pattern.compile("(?m)^\\s+(?<name>\\S+) (?<said>(?<what>role|connection):\\S+)");

  private static final Pattern OWN_ROLE = Pattern.compile("^\\S+ role:(?<role>\\w+)");

  /** What each word says while all is well. */
  private static final Set<String> WELL =
      Set.of(
          "disk:UpToDate", "peer-disk:UpToDate", "connection:Connected", "replication:Established");

  private Drbd() {}

  public static Recipe of(ResourceDefinition resource) {
    String name = Name.required(resource.keywords(), "res");
    resource.keywords().read("standby", false, Drbd::refused);
    return new Recipe(
        "drbd " + name,
        Command.of("drbdadm", "status", name),
        Drbd::read,
        seen -> start(name, isConfigured(seen)),
        Recipe.always("drbdadm", "secondary", name));
  }

  // started as a standby it would be made primary on both nodes
  private static boolean refused(String standby) {
    if (Values.truth(standby)) {
      throw new IllegalArgumentException(
          "is not for drbd: what is not primary replicates by itself; take it out");
    }
    return false;
  }

  static boolean isConfigured(CommandResult look) {
    return look.ok() && OWN_ROLE.matcher(look.output()).find();
  }

  static Command up(String name) {
    return Command.of("drbdadm", "up", name);
  }

  /** Peers that the kernel has no connection to. */
  static Set<String> unconnected(CommandResult look) {
    Set<String> away = new LinkedHashSet<>();
    Matcher peer = PEER.matcher(look.output());
    while (peer.find()) {
      if (peer.group("what").equals("connection") && !WELL.contains(peer.group("said"))) {
        away.add(peer.group("name"));
      }
    }
    return away;
  }

  static Optional<String> primaryPeer(CommandResult look) {
    return PEER.matcher(look.output())
        .results()
        .filter(peer -> peer.group(2).equals("role:Primary"))
        .map(peer -> peer.group(1))
        .findFirst();
  }

  private static List<Command> start(String name, boolean configured) {
    List<Command> commands = new ArrayList<>();
    if (!configured) {
      commands.add(up(name));
    }
    commands.add(Command.of("drbdadm", "primary", name));
    return commands;
  }

  private static Observed read(CommandResult look) throws StepFailed {
    if (look.explain().contains("No such resource") || look.explain().contains("no resources")) {
      return Observed.DOWN.warning("not configured in the kernel: nothing is replicated here");
    }
    Matcher own = OWN_ROLE.matcher(look.output());
    if (!look.ok() || !own.find()) {
      throw new StepFailed(look.explain());
    }
    Observed seen =
        Observed.of(own.group("role").equals("Primary") ? Availability.UP : Availability.DOWN)
            .provisioned(true);
    Set<String> ails = ails(look.output());
    return ails.isEmpty() ? seen : seen.warning(String.join(", ", ails));
  }

  private static Set<String> ails(String output) {
    Set<String> ails = new LinkedHashSet<>();
    Matcher word = WORD.matcher(output);
    while (word.find()) {
      if (!WELL.contains(word.group())) {
        ails.add(word.group("what") + " is " + word.group("is"));
      }
    }
    return ails;
  }
}
