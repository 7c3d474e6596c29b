package io.vigie.agent.driver.ip;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.driver.container.Engine;
import io.vigie.agent.driver.container.Machine;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network of its own: one that {@code ip netns} knows, or that of a container.
 *
 * @param pid tells a process inside; null for one that is known by name
 */
record Namespace(String name, Command pid) {
  private static final Path NAMED = Path.of("/run/netns");
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /**
   * @param text {@code container#ID} of the same service, or a name
   */
  static Namespace of(String text, ServiceDefinition service) {
    if (!text.startsWith("container#")) {
      return new Namespace(Name.of(text), null);
    }
    ResourceDefinition container =
        service.resources().stream()
            .filter(each -> each.rid().toString().equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException("must be a container of the service, or a name"));
    return new Namespace(text, pid(service, container));
  }

  private static Command pid(ServiceDefinition service, ResourceDefinition container) {
    return switch (container.type()) {
      case "container.docker", "container.podman" ->
          Command.of(
              container.type().replaceFirst("container.", ""),
              "inspect",
              "--format",
              "{{.State.Pid}}",
              Engine.name(service, container));
      case "container.lxc" -> Machine.lxcPid(container);
      default ->
          throw new IllegalArgumentException(
              "must be a container of type lxc, docker or podman; got " + container.type());
    };
  }

  /** Where the kernel shows it; empty while it is not there. */
  Optional<String> path(CommandRunner runner) {
    if (pid == null) {
      Path named = NAMED.resolve(name);
      return Files.exists(named) ? Optional.of(named.toString()) : Optional.empty();
    }
    CommandResult told = runner.run(pid.within(LONGEST));
    String first = told.output().strip();
    // the engines say 0 of one that does not run
    return told.ok() && first.matches("[1-9][0-9]*")
        ? Optional.of("/proc/" + first + "/ns/net")
        : Optional.empty();
  }

  /**
   * @throws StepFailed when it is not there
   */
  String pathOrFail(CommandRunner runner) throws StepFailed {
    return path(runner)
        .orElseThrow(
            () ->
                new StepFailed(
                    "netns = " + name + ": there is no such network here; is its container up?"));
  }

  /** What a program must be called with to run inside. */
  static List<String> inside(String path, String... words) {
    List<String> argv = new ArrayList<>(List.of("nsenter", "--net=" + path, "--"));
    argv.addAll(List.of(words));
    return argv;
  }
}
