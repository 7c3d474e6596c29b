package io.vigie.agent.command;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.StatusLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A status for people. */
final class StatusText {
  private final boolean colour;

  StatusText(boolean colour) {
    this.colour = colour;
  }

  /** A line a service. */
  List<String> list(List<InstanceStatus> statuses) {
    if (statuses.isEmpty()) {
      return List.of("no service on this node");
    }
    Table table = new Table();
    table.row(
        faint("SERVICE"),
        faint("AVAIL"),
        faint("OVERALL"),
        faint("ENV"),
        faint("APP"),
        faint("RESOURCES"),
        faint("NOTES"));
    for (InstanceStatus status : statuses) {
      table.row(
          new Table.Painted(status.instance().service(), Paint.STRONG),
          painted(status.avail()),
          painted(status.overall()),
          orDash(status.env()),
          orDash(status.app()),
          groups(status),
          String.join(", ", notes(status)));
    }
    return table.lines("", colour);
  }

  /** Everything of one service. */
  List<String> one(InstanceStatus status) {
    List<String> lines = new ArrayList<>();
    Table head = new Table();
    head.row(
        new Table.Painted(status.instance().service(), Paint.STRONG),
        "on " + status.instance().node(),
        painted(status.avail()),
        status.overall() == status.avail() ? "" : "overall " + status.overall());
    lines.addAll(head.lines("", colour));
    Table facts = new Table();
    facts.row(faint("environment"), orDash(status.env()));
    facts.row(faint("app"), orDash(status.app()));
    facts.row(faint("topology"), topology(status));
    facts.row(faint("nodes"), orDash(String.join(" ", status.nodes())));
    List<String> notes = notes(status);
    if (!notes.isEmpty()) {
      facts.row(faint("notes"), String.join(", ", notes));
    }
    lines.addAll(facts.lines("  ", colour));
    lines.add("");
    lines.addAll(resources(status));
    return lines;
  }

  private List<String> resources(InstanceStatus status) {
    if (status.resources().isEmpty()) {
      return List.of("  no resource");
    }
    Table table = new Table();
    table.row(faint("RESOURCE"), faint("STATUS"), faint("TYPE"), faint("LABEL"), faint("NOTES"));
    status
        .resources()
        .forEach(
            (rid, each) ->
                table.row(
                    rid, painted(each.effective()), each.type(), each.label(), qualities(each)));
    List<String> lines = new ArrayList<>(table.lines("  ", colour));
    status
        .resources()
        .forEach((rid, each) -> each.log().forEach(line -> lines.add(complaint(rid, line))));
    return lines;
  }

  private String complaint(Object rid, StatusLine line) {
    Paint paint =
        switch (line.level()) {
          case INFO -> Paint.PLAIN;
          case WARN -> Paint.DOUBTFUL;
          case ERROR -> Paint.BAD;
        };
    String level = line.level() == LogLevel.INFO ? "" : line.level().wire() + ": ";
    return "  " + rid + ": " + paint.on(level + line.text(), colour);
  }

  private static String groups(InstanceStatus status) {
    return InstanceFold.of(status.resources()).groups().entrySet().stream()
        .map(group -> group.getKey().wire() + ' ' + group.getValue())
        .collect(Collectors.joining(", "));
  }

  private static List<String> notes(InstanceStatus status) {
    List<String> notes = new ArrayList<>();
    if (!status.action().isEmpty()) {
      notes.add(status.action() + " running");
    }
    if (!status.monitor().isEmpty() && !status.monitor().equals("idle")) {
      notes.add(status.monitor());
    }
    if (status.frozen()) {
      notes.add("frozen");
    }
    if (!status.provisioned()) {
      notes.add("not provisioned");
    }
    return notes;
  }

  private static String qualities(ResourceStatus resource) {
    List<String> qualities = new ArrayList<>();
    if (resource.disabled()) {
      qualities.add("disabled");
    }
    if (resource.optional()) {
      qualities.add("optional");
    }
    if (resource.standby()) {
      qualities.add("standby");
    }
    if (resource.monitored()) {
      qualities.add("monitored");
    }
    return String.join(", ", qualities);
  }

  private static String topology(InstanceStatus status) {
    return status.topology() == Topology.FLEX
        ? "flex, " + status.flexMin() + " to " + status.flexMax() + " instances"
        : "failover";
  }

  private static Table.Painted painted(Availability availability) {
    return new Table.Painted(availability.toString(), Paint.of(availability));
  }

  private static Table.Painted faint(String text) {
    return new Table.Painted(text, Paint.FAINT);
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
