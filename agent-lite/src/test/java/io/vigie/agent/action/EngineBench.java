package io.vigie.agent.action;

import io.vigie.agent.FlagDrivers;
import io.vigie.agent.NodeIdentity;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.OutputLine;
import io.vigie.agent.process.SystemRunner;
import io.vigie.agent.service.LocalInstances;
import io.vigie.agent.service.Lookout;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A node in a directory: real service files, real states, flags for resources. */
final class EngineBench {
  static final NodeIdentity NODE = new NodeIdentity(new NodeId("default", "n1"), "TST", "", "", "");

  final List<Event> journal = new CopyOnWriteArrayList<>();
  final FlagDrivers drivers;
  final DiskServiceStates states;
  final LocalInstances instances;
  final ActionEngine engine;
  private final Path services;

  EngineBench(Path home) {
    this(home, null);
  }

  /**
   * @param other takes the journal's place; null for a list
   */
  EngineBench(Path home, Journal other) {
    try {
      services = Files.createDirectories(home.resolve("services"));
      drivers = new FlagDrivers(Files.createDirectories(home.resolve("flags")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    states = new DiskServiceStates(home.resolve("states"));
    instances = new LocalInstances(services, NODE, drivers, states, new Lookout(Runnable::run));
    engine =
        new ActionEngine(
            states, new Echo(), other == null ? journal::add : other, Clock.systemUTC());
  }

  EngineBench service(String name, String text) {
    String nodes = text.startsWith("nodes") ? "" : "nodes = n1\n";
    try {
      Files.writeString(services.resolve(name + ".conf"), "[DEFAULT]\n" + nodes + text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  static ActionRequest ask(Verb verb) {
    return ActionRequest.of(verb, ActionOrigin.USER, "root").waiting(Duration.ZERO);
  }

  ActionResult act(Verb verb, String service, String... rids) {
    return act(
        ask(verb).only(Set.copyOf(List.of(rids).stream().map(Rid::parse).toList())), service);
  }

  ActionResult act(ActionRequest request, String service) {
    return engine.act(instances.subject(service).orElseThrow(), request, line -> {});
  }

  ActionStatus status(Verb verb, String service, String... rids) {
    return status(act(verb, service, rids));
  }

  ActionStatus status(ActionResult result) {
    return ((ActionResult.Ended) result).status();
  }

  InstanceStatus look(String service) {
    return instances.present().stream()
        .filter(each -> each.id().service().equals(service))
        .findFirst()
        .orElseThrow()
        .evaluate();
  }

  List<String> texts() {
    return lines().stream().map(ActionLine::text).toList();
  }

  List<ActionLine> lines() {
    return journal.stream()
        .filter(ActionLine.class::isInstance)
        .map(ActionLine.class::cast)
        .toList();
  }

  List<ActionEnd> ends() {
    return journal.stream().filter(ActionEnd.class::isInstance).map(ActionEnd.class::cast).toList();
  }

  /**
   * A runner whose programs say their own name and end with what their last word says; only sleep
   * is real.
   */
  private static final class Echo implements CommandRunner {
    @Override
    public CommandResult run(Command command, Consumer<OutputLine> live) {
      if (command.argv().get(0).equals("sleep")) {
        return new SystemRunner().run(command, live);
      }
      OutputLine said = new OutputLine(false, "this is " + command.argv().get(0));
      live.accept(said);
      int exit = command.argv().contains("fails") ? 3 : 0;
      return new CommandResult(command, exit, false, List.of(said), 0, Duration.ofMillis(1), 7);
    }

    @Override
    public Detached detach(Command command, Path log) {
      throw new IllegalStateException("flags detach nothing");
    }

    @Override
    public Optional<Path> find(String program) {
      return Optional.empty();
    }
  }
}
