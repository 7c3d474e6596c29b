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
    ExitCode asked = Asker.ask(paths, request(Verb.STATUS, "", true), json);
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
      boolean on = false;
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
        all.add(
            workers.submit(
                () ->
                    Asker.ask(
                        paths, request(Verb.STOP, each, false), new Lines(each + ": ", output))));
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

  private static Request request(Verb verb, String service, boolean json) {
    // nothing stays behind for a requirement, or because it is standby: the machine goes
    Map<Option, List<String>> options =
        verb == Verb.STOP ? Map.of(Option.FORCE, List.of()) : Map.of();
    return new Request(verb, service, options, json, false, Asker.name());
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
