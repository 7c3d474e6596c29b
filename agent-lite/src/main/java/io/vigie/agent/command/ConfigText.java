package io.vigie.agent.command;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Secrets;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.contract.availability.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service's configuration as it counts on this node: scopes chosen, references filled in. */
final class ConfigText {
  private ConfigText() {}

  static List<String> of(ServiceDefinition service) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + service.id() + ", as it counts on this node");
    lines.add("[DEFAULT]");
    add(lines, "app", service.app());
    add(lines, "env", service.env());
    add(lines, "nodes", String.join(" ", service.nodes()));
    add(lines, "drpnodes", String.join(" ", service.drpNodes()));
    add(lines, "encapnodes", String.join(" ", service.encapNodes()));
    add(lines, "topology", service.topology().wire());
    if (service.topology() == Topology.FLEX) {
      add(lines, "flex_min", Integer.toString(service.flexMin()));
      add(lines, "flex_max", Integer.toString(service.flexMax()));
    }
    add(lines, "placement", service.placement());
    add(lines, "orchestrate", service.orchestrate());
    add(lines, "comment", service.comment());
    if (service.disabled()) {
      add(lines, "disable", "true");
    }
    for (ResourceDefinition resource : service.resources()) {
      lines.add("");
      lines.add("[" + resource.rid() + "]");
      Map<String, String> values = resource.keywords().effective();
      if (!resource.problems().isEmpty()) {
        resource.problems().forEach(each -> lines.add("# cannot be used: " + each));
        continue;
      }
      for (Map.Entry<String, String> each : values.entrySet()) {
        add(lines, each.getKey(), each.getValue());
      }
    }
    return lines;
  }

  private static void add(List<String> lines, String keyword, String value) {
    if (!value.isEmpty()) {
      lines.add(keyword + " = " + shown(keyword, value));
    }
  }

  static String shown(String keyword, String value) {
    return Secrets.names(keyword) ? Secrets.MASK : Secrets.mask(value);
  }
}
