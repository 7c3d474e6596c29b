package io.vigie.agent.driver.container;

import static io.vigie.agent.config.Keyword.Form.COMMAND;
import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Guest;
import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the agent inside a container is called from its host: the same command that a person would
 * type there.
 *
 * @param guest what the agent inside calls itself
 * @param prefix words in front of what is run inside
 */
record Way(String guest, String service, List<String> prefix) {
  private static final String AGENT = "vigie-agent";

  /** Of every container. */
  static final List<Keyword> KEYWORDS =
      List.of(
          Keyword.of(
              "hostname",
              TEXT,
              "name",
              "what it is called in its network, and in encapnodes; where it is given, nothing may"
                  + " answer a ping of it before a start"),
          Keyword.of("rcmd", COMMAND, "words in front of what is run inside, for encapnodes"));

  /** For a manual. */
  static List<String> runs(String prefix, String... others) {
    return Stream.concat(
            Stream.of(others),
            Stream.of(
                "ping -c 1 -W 1 HOSTNAME",
                prefix + " vigie-agent status SERVICE -o json",
                prefix + " vigie-agent ACTION SERVICE --rid RID"))
        .toList();
  }

  static Way to(ServiceDefinition service, ResourceDefinition container, Guest guest) {
    List<String> own = container.keywords().argv("rcmd");
    List<String> prefix = own.isEmpty() ? usual(service, container, guest.node()) : own;
    return new Way(guest.node(), service.id().service(), prefix);
  }

  private static List<String> usual(
      ServiceDefinition service, ResourceDefinition container, String guest) {
    return switch (container.type()) {
      case "container.docker", "container.podman" ->
          List.of(
              container.type().replaceFirst("container.", ""),
              "exec",
              Engine.name(service, container));
      case "container.lxc" -> Machine.lxcInside(container);
      // a machine is a host of its own: the keys for it are its administrator's to lay
      default -> List.of("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=5", Name.of(guest));
    };
  }

  Command status() {
    return command("status", service, "-o", "json");
  }

  Command act(String action, String rid) {
    return command(action, service, "--rid", rid);
  }

  private Command command(String... words) {
    List<String> argv = new ArrayList<>(prefix);
    argv.add(AGENT);
    argv.addAll(List.of(words));
    return Command.of(argv);
  }
}
