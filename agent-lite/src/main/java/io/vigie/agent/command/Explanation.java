package io.vigie.agent.command;

import io.vigie.agent.config.Phase;
import io.vigie.agent.config.Problem;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Trigger;
import io.vigie.contract.availability.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a service file was read as, for the person who wrote it. */
public final class Explanation {
  private static final String INDENT = "  ";

  private final ServiceDefinition service;
  private final Set<Problem> problems;
  private final List<String> lines = new ArrayList<>();

  private Explanation(ServiceDefinition service, List<Problem> problems) {
    this.service = service;
    this.problems = new LinkedHashSet<>(service.warnings());
    this.problems.addAll(problems);
  }

  /**
   * @param problems of its resources, told with those of the file
   */
  public static List<String> of(ServiceDefinition service, List<Problem> problems) {
    Explanation explanation = new Explanation(service, problems);
    explanation.service();
    service.resources().forEach(explanation::resource);
    explanation.section("read as", service.readAs());
    explanation.section("warnings", explanation.problems(false));
    explanation.section("errors", explanation.problems(true));
    return explanation.lines;
  }

  private void service() {
    Table table = new Table();
    lines.add("service " + service.id().service() + ", as node " + node() + " reads it");
    table.row("generation", service.generation().words());
    row(table, "environment", service.env());
    row(table, "app", service.app());
    table.row("topology", topology());
    table.row("placement", service.placement());
    table.row("orchestrate", service.orchestrate());
    row(table, "nodes", nodes(service.nodes(), "preferred"));
    row(table, "drpnodes", nodes(service.drpNodes(), ""));
    row(table, "encapnodes", nodes(service.encapNodes(), ""));
    row(table, "disabled", service.disabled() ? "yes" : "");
    row(table, "comment", service.comment());
    for (Phase phase : Phase.values()) {
      for (Trigger each : service.itself().manner(phase).triggers()) {
        table.row(each.keyword(), each.command().shown());
      }
    }
    lines.addAll(table.lines(INDENT, false));
  }

  private static void row(Table table, String name, String value) {
    if (!value.isEmpty()) {
      table.row(name, value);
    }
  }

  private String node() {
    return service.id().node();
  }

  private String topology() {
    return service.topology() == Topology.FLEX
        ? "flex, " + service.flexMin() + " to " + service.flexMax() + " up"
        : service.topology().wire();
  }

  private String nodes(List<String> names, String ofTheFirst) {
    List<String> told = new ArrayList<>();
    for (String name : names) {
      List<String> roles = new ArrayList<>();
      if (told.isEmpty() && !ofTheFirst.isEmpty()) {
        roles.add(ofTheFirst);
      }
      if (name.equals(node())) {
        roles.add("this node");
      }
      told.add(roles.isEmpty() ? name : name + " (" + String.join(", ", roles) + ")");
    }
    return String.join(", ", told);
  }

  private void resource(ResourceDefinition resource) {
    lines.add("");
    lines.add(resource.rid() + INDENT + resource.type() + traits(resource));
    Table table = new Table();
    resource
        .keywords()
        .effective()
        .forEach((keyword, value) -> table.row(keyword, ConfigText.shown(keyword, value)));
    problems.addAll(resource.problems());
    lines.addAll(table.lines(INDENT, false));
  }

  private static String traits(ResourceDefinition resource) {
    StringBuilder traits = new StringBuilder();
    trait(traits, resource.disabled(), "disabled");
    trait(traits, resource.optional(), "optional");
    trait(traits, resource.standby(), "standby");
    trait(traits, resource.monitored(), "monitored");
    if (resource.guest() != null) {
      trait(traits, true, "inside " + resource.guest().container());
    }
    return traits.toString();
  }

  private static void trait(StringBuilder traits, boolean has, String word) {
    if (has) {
      traits.append(traits.isEmpty() ? INDENT : ", ").append(word);
    }
  }

  private List<Problem> problems(boolean fatal) {
    return problems.stream()
        .filter(each -> each.fatal() == fatal)
        .sorted(Comparator.comparing(Problem::line))
        .toList();
  }

  private void section(String title, List<Problem> told) {
    if (!told.isEmpty()) {
      lines.add("");
      lines.add(title);
      told.forEach(each -> lines.add(INDENT + each));
    }
  }
}
