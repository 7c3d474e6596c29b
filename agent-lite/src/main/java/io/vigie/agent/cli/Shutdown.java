package io.vigie.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.agent.action.Option;
import io.vigie.agent.command.ExitCode;
import io.vigie.agent.command.Output;
import io.vigie.agent.command.Request;
import io.vigie.agent.command.Verb;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.contract.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Stops what runs on this node before the machine goes down. */
final class Shutdown {
  private static final int AT_ONCE = 8;

  /** What comes to its end by itself in that time is let. */
  private static final String SOON = "5s";

  /** What was told to end may take that long; the unit waits longer. */
  private static final String LONG = "10m";

  /** Words of a resource that nothing is to be done about. */
  private static final Set<String> OFF = Set.of("down", "stdby down", "n/a");

  private final AgentPaths paths;
  private final Output output;

  Shutdown(AgentPaths paths, Output output) {
    this.paths = paths;
    this.output = output;
  }

  ExitCode run() {
    Lines json = new Lines("", output);
    ExitCode asked = Asker.ask(paths, status(""), json);
    if (asked != ExitCode.OK) {
      return asked;
    }
    try {
      List<String> running = running(Json.MAPPER.readTree(String.join("\n", json.lines)));
      if (running.isEmpty()) {
        output.line("no service runs on this node");
      }
      return stop(running);
    } catch (JsonProcessingException e) {
      output.error("the agent's answer is no JSON: " + e.getOriginalMessage());
      return ExitCode.INTERNAL;
    }
  }

  private static List<String> running(JsonNode statuses) {
    List<String> running = new ArrayList<>();
    for (JsonNode each : statuses) {
      // what is being started is not up yet
      boolean on = !each.get("action").asText().isEmpty();
      for (JsonNode resource : each.get("resources")) {
        on |= !OFF.contains(resource.get("status").asText());
      }
      if (on) {
        running.add(each.get("service").asText());
      }
    }
    return running;
  }

  /** Several at a time: a machine does not wait for one service after the other. */
  private ExitCode stop(List<String> services) {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<ExitCode>> all = new ArrayList<>();
      for (String each : services) {
        all.add(workers.submit(() -> stop(each)));
      }
      ExitCode worst = ExitCode.OK;
      for (Future<ExitCode> each : all) {
        worst = each.get() == ExitCode.OK ? worst : ExitCode.FAILED;
      }
      return worst;
    } catch (java.util.concurrent.ExecutionException e) {
      output.error("a stop stumbled: " + e.getCause());
      return ExitCode.INTERNAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    } finally {
      workers.shutdown();
    }
  }

  /** A copy or a task may hold the service for hours: it is ended, and then the service stops. */
  private ExitCode stop(String service) throws JsonProcessingException {
    Lines lines = new Lines(service + ": ", output);
    ExitCode first = Asker.ask(paths, stop(service, SOON), lines);
    if (first != ExitCode.BUSY) {
      return first;
    }
    if (!isStopping(service)) {
      Asker.ask(paths, request(Verb.ABORT, service, Map.of()), lines);
    }
    return Asker.ask(paths, stop(service, LONG), lines);
  }

  private boolean isStopping(String service) throws JsonProcessingException {
    Lines json = new Lines("", output);
    return Asker.ask(paths, status(service), json) == ExitCode.OK
        && Json.MAPPER
            .readTree(String.join("\n", json.lines))
            .path("action")
            .asText()
            .equals(Verb.STOP.word());
  }

  private static Request status(String service) {
    return new Request(Verb.STATUS, service, Map.of(), true, false, Asker.name());
  }

  private static Request stop(String service, String patience) {
    // nothing stays behind for a requirement, or because it is standby: the machine goes
    return request(
        Verb.STOP, service, Map.of(Option.FORCE, List.of(), Option.WAITLOCK, List.of(patience)));
  }

  private static Request request(Verb verb, String service, Map<Option, List<String>> options) {
    return new Request(verb, service, options, false, false, Asker.name()).atShutdown();
  }

  /** What a command printed, kept or, with a name in front, passed on. */
  private static final class Lines implements Output {
    private final String prefix;
    private final Output through;
    private final List<String> lines = new ArrayList<>();

    Lines(String prefix, Output through) {
      this.prefix = prefix;
      this.through = through;
    }

    @Override
    public void line(String text) {
      if (prefix.isEmpty()) {
        lines.add(text);
      } else {
        through.line(prefix + text);
      }
    }

    @Override
    public void error(String text) {
      through.error(prefix + text);
    }
  }
}
