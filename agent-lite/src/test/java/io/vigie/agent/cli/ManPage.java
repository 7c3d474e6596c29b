package io.vigie.agent.cli;

import io.vigie.agent.template.Template;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code vigie-agent(1)}, from the commands themselves. */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  /** Options by what they say; those that several commands have stand once. */
  private final Map<String, Set<String>> options = new LinkedHashMap<>();

  private ManPage() {}

  static String render(CommandSpec agent) {
    ManPage page = new ManPage();
    page.page.append(HEAD);
    page.section("SYNOPSIS");
    page.raw(".B vigie\\-agent\n.RI [ OPTION .\\|.\\|.] \" COMMAND \" [ ARGUMENT .\\|.\\|.]\n");
    page.section("DESCRIPTION");
    page.text(String.join(" ", agent.usageMessage().description()));
    page.raw(ABOUT);
    page.section("COMMANDS");
    commands(agent, "").forEach(page::command);
    page.section("OPTIONS");
    agent.options().forEach(each -> page.note(each, ""));
    page.options.forEach(page::option);
    page.templates();
    page.raw(FOOT);
    return page.page.toString();
  }

  /** Those that are shown, with the words before them. */
  static Map<String, CommandSpec> commands(CommandSpec of, String before) {
    Map<String, CommandSpec> commands = new LinkedHashMap<>();
    of.subcommands().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> Map.entry(each.getKey(), each.getValue().getCommandSpec()))
        .filter(each -> !each.getValue().usageMessage().hidden())
        .forEach(
            each -> {
              if (each.getValue().subcommands().isEmpty()) {
                commands.put(before + each.getKey(), each.getValue());
              }
              commands.putAll(commands(each.getValue(), before + each.getKey() + ' '));
            });
    return commands;
  }

  private void command(String name, CommandSpec command) {
    StringBuilder line = new StringBuilder("\\fB" + escaped(name) + "\\fR");
    for (PositionalParamSpec each : command.positionalParameters()) {
      String label = "\\fI" + escaped(each.paramLabel()) + "\\fR";
      line.append(' ').append(each.required() ? label : '[' + label + ']');
    }
    List<OptionSpec> own = own(command);
    own.stream().filter(OptionSpec::required).forEach(each -> line.append(' ').append(shown(each)));
    page.append(".TP\n").append(line).append('\n');
    String words = String.join(" ", command.usageMessage().description());
    String more =
        own.stream()
            .filter(each -> !each.required())
            .map(OptionSpec::longestName)
            .collect(Collectors.joining(", "));
    text(words + (more.isEmpty() ? "" : " Options: " + more + "."));
    for (PositionalParamSpec each : command.positionalParameters()) {
      String what = String.join(" ", each.description());
      if (!what.equals("service")) {
        page.append(".br\n");
        text(each.paramLabel() + ": " + what + ".");
      }
    }
    own.forEach(each -> note(each, name));
  }

  private static List<OptionSpec> own(CommandSpec command) {
    return command.options().stream().filter(each -> !each.inherited()).toList();
  }

  private void note(OptionSpec option, String command) {
    String described =
        CommandLine.Help.Ansi.OFF
            .string(String.join(" ", option.description()))
            .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
    options
        .computeIfAbsent(shown(option) + '\n' + described, key -> new LinkedHashSet<>())
        .add(command);
  }

  private static String shown(OptionSpec option) {
    String names =
        List.of(option.names()).stream()
            .map(each -> "\\fB" + escaped(each) + "\\fR")
            .collect(Collectors.joining(", "));
    return option.arity().max() == 0
        ? names
        : names + " \\fI" + escaped(option.paramLabel()) + "\\fR";
  }

  private void option(String key, Set<String> of) {
    String[] parts = key.split("\n", 2);
    page.append(".TP\n").append(parts[0]).append('\n');
    String whose = of.contains("") || of.size() > 2 ? "" : " (" + String.join(", ", of) + ")";
    text(parts[1] + whose);
  }

  private void templates() {
    section("TEMPLATES");
    for (String each : Template.NAMES) {
      page.append(".TP\n.B ").append(escaped(each)).append('\n');
      try {
        text(Template.of(each).what());
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private void section(String title) {
    page.append(".SH ").append(title).append('\n');
  }

  private void raw(String lines) {
    page.append(lines);
  }

  private void text(String words) {
    page.append(escaped(words)).append('\n');
  }

  /** Troff reads a backslash, and a full stop or quote that begins a line. */
  private static String escaped(String words) {
    String plain = words.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }

  private static final String HEAD =
      """
      .\\" Made from the code. After a change: mvn -pl agent-lite -am test -Dtest=CommandPagesTest -Daccept
      .TH VIGIE-AGENT 1 "" Vigie "Vigie agent"
      .SH NAME
      vigie\\-agent \\- watches, starts and stops the services of a node
      """;

  private static final String ABOUT =
      """
      .PP
      Services are files in
      .IR /etc/vigie/services ;
      OpenSVC's are read as they are. Commands are for who may read these files, root as a rule. With an agent that
      runs they are done by it, without one by the command itself.
      .PP
      Stopping the agent stops no service.
      .B vigie\\-services.service
      stops them when the machine goes down.
      """;

  private static final String FOOT =
      """
      .SH EXIT STATUS
      .TP
      0
      done
      .TP
      1
      it failed, or there was nothing to do it to
      .TP
      2
      the command line makes no sense
      .TP
      3
      no such service or action here
      .TP
      4
      another action runs on the service
      .TP
      5
      a configuration cannot be used
      .TP
      70
      the agent itself failed
      .SH ENVIRONMENT
      Units read
      .IR /etc/default/vigie\\-agent .
      .TP
      .B VIGIE_AGENT_JAVA
      the java to run, 17 or newer; that of
      .B JAVA_HOME
      unless set, else the first in
      .B PATH
      .TP
      .B VIGIE_AGENT_OPTS
      more flags for it
      .TP
      .B NO_COLOR
      no colours on a terminal
      .SH FILES
      .TP
      .I /etc/vigie/agent.conf
      who this node is and where it reports
      .TP
      .I /etc/vigie/node.token
      what it proves itself with; nobody else may read it
      .TP
      .I /etc/vigie/services/*.conf
      services; also
      .I *.env
      .TP
      .I /etc/vigie/checks.d
      programs that tell values of their own
      .TP
      .I /var/lib/vigie
      what the agent keeps: reports that wait, running actions, what was frozen or failed
      .SH EXAMPLES
      .nf
      vigie\\-agent join \\-\\-server https://vigie.example.org \\-\\-token\\-file /root/enrol
      vigie\\-agent create shop \\-\\-template web \\-\\-set ip=192.0.2.10 \\-\\-set dev=eth0 \\-\\-set app=SHOP
      vigie\\-agent start shop
      vigie\\-agent maintenance 2h "new memory"
      .fi
      """;
}
