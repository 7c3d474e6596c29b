package io.vigie.agent.command;

import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A status for scripts: {@code {service, node, avail, overall, frozen, resources: {rid: {status,
 * label, log[]}}}} and a few more fields.
 */
final class StatusJson {
  private StatusJson() {}

  static String of(InstanceStatus status) {
    return pretty(tree(status));
  }

  static String of(List<InstanceStatus> statuses) {
    return pretty(statuses.stream().map(StatusJson::tree).toList());
  }

  private static Map<String, Object> tree(InstanceStatus status) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("service", status.instance().service());
    tree.put("node", status.instance().node());
    tree.put("cluster", status.instance().cluster());
    tree.put("avail", status.avail());
    tree.put("overall", status.overall());
    tree.put("frozen", status.frozen());
    tree.put("provisioned", status.provisioned());
    tree.put("action", status.action());
    tree.put("monitor", status.monitor());
    Map<String, Object> resources = new LinkedHashMap<>();
    status.resources().forEach((rid, each) -> resources.put(rid.toString(), tree(each)));
    tree.put("resources", resources);
    return tree;
  }

  private static Map<String, Object> tree(ResourceStatus resource) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", resource.effective());
    tree.put("type", resource.type());
    tree.put("label", resource.label());
    tree.put("optional", resource.optional());
    tree.put("disabled", resource.disabled());
    tree.put("standby", resource.standby());
    if (resource.provisioned() != null) {
      tree.put("provisioned", resource.provisioned());
    }
    tree.put("log", resource.log().stream().map(StatusJson::text).toList());
    return tree;
  }

  private static String text(StatusLine line) {
    return line.level() == LogLevel.INFO ? line.text() : line.level().wire() + ": " + line.text();
  }

  private static String pretty(Object tree) {
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("a status that is no JSON", e);
    }
  }
}
