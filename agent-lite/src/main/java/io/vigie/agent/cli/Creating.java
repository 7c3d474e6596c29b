package io.vigie.agent.cli;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.command.ExitCode;
import io.vigie.agent.command.Output;
import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.ServiceConf;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.template.Template;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a service file from a template; one that would not be usable is not written. */
final class Creating {
  private final AgentPaths paths;
  private final Output output;
  private final Validating validating;

  Creating(AgentPaths paths, Output output) {
    this.paths = paths;
    this.output = output;
    validating = new Validating(paths, output);
  }

  /** What there is to begin with. */
  static ExitCode list(Output output) throws IOException {
    for (String name : Template.NAMES) {
      Template template = Template.of(name);
      output.line(name + ": " + template.what());
      template.questions().forEach(each -> output.line("  " + each.shown()));
    }
    return ExitCode.OK;
  }

  /**
   * @param settings {@code name=value} each
   */
  ExitCode create(String name, String template, List<String> settings) {
    try {
      NodeId node = validating.node("");
      Map<String, String> values = values(settings);
      values.putIfAbsent("nodes", node.node());
      String text = Template.of(template).filled(values);
      ServiceDefinition service = ServiceConf.parse(name + ".conf", text, Instant.now(), node);
      ExitCode usable = validating.explain(service);
      return usable == ExitCode.OK ? write(name, text) : usable;
    } catch (ConfigException e) {
      e.problems().forEach(each -> output.error(each.toString()));
      return ExitCode.BAD_CONFIG;
    } catch (IOException e) {
      output.error(FileTrouble.inWords(e));
      return ExitCode.FAILED;
    } catch (IllegalArgumentException e) {
      output.error(e.getMessage());
      return ExitCode.USAGE;
    }
  }

  private static Map<String, String> values(List<String> settings) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String each : settings) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--set is NAME=VALUE; got \"" + each + '"');
      }
      if (values.put(each.substring(0, equals), each.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("--set says twice what is " + each.substring(0, equals));
      }
    }
    return values;
  }

  private ExitCode write(String name, String text) throws IOException {
    Files.createDirectories(paths.services());
    for (String ending : List.of(".env", ".conf")) {
      Path there = paths.services().resolve(name + ending);
      if (Files.exists(there)) {
        output.error(there + " is there already: take it away first, or choose another name");
        return ExitCode.FAILED;
      }
    }
    // whole or not at all: the agent reads what ends in .conf at once
    Path draft = Files.createTempFile(paths.services(), name, ".new");
    try {
      Files.writeString(draft, text);
      Files.createLink(paths.services().resolve(name + ".conf"), draft);
    } finally {
      Files.delete(draft);
    }
    output.line("");
    output.line("written: " + paths.services().resolve(name + ".conf"));
    output.line("to start it: " + paths.command() + " start " + name);
    return ExitCode.OK;
  }
}
