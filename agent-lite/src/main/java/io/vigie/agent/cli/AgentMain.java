package io.vigie.agent.cli;

import io.vigie.agent.transport.KafkaTransport;
import picocli.CommandLine;

/** {@code vigie-agent}. */
public final class AgentMain {
  private AgentMain() {}

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("run")) {
      KafkaTransport.warmUp();
    }
    int code = execute(args);
    System.out.flush();
    System.exit(code);
  }

  static int execute(String... args) {
    return new CommandLine(new AgentCommands().of(args))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .execute(args);
  }
}
