package io.vigie.agent.cli;

import io.vigie.agent.command.Verb;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code vigie-agent print}. */
@Command(
    name = "print",
    description = "Print what the agent knows.",
    synopsisSubcommandLabel = "config")
final class PrintCommand {
  @ParentCommand private AgentMain agent;

  @Command(description = "A service's configuration as it counts on this node.")
  int config(@Parameters(paramLabel = "SVC", description = "service") String service) {
    return agent.ask(Verb.PRINT_CONFIG, service, List.of(), false, false);
  }
}
