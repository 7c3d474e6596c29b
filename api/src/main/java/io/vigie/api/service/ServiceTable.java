package io.vigie.api.service;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.list.Health;
import io.vigie.api.list.RowTable;
import java.util.List;

/** Services, worst first. */
public final class ServiceTable {
  public static final RowTable<ServiceRow> TABLE =
      new RowTable<>(
          "services",
          "service s",
          ServiceRow.COLUMNS,
          "s.id",
          new Fields(
              List.of(
                  Field.text("id", "s.id"),
                  Field.text("cluster", "s.cluster"),
                  Field.text("service", "s.service"),
                  Field.text("env", "s.env"),
                  Field.text("app", "s.app"),
                  Field.text("responsibles", "''").unsorted(),
                  Field.text("containerType", "s.container_type"),
                  Field.word("topology", "s.topology", List.of("failover", "flex")),
                  Field.number("flexMin", "s.flex_min"),
                  Field.number("flexMax", "s.flex_max"),
                  Field.text("preferredNode", "s.preferred_node"),
                  Field.names("nodes", "s.nodes"),
                  Field.names("upNodes", "s.up_nodes"),
                  Field.names("lastKnownUpOn", "s.last_known_up_on"),
                  Field.number("instances", "s.instances"),
                  Health.avail("s"),
                  Field.word("overall", "s.overall", Health.WORDS),
                  Health.stale("s"),
                  Field.flag("frozen", "s.frozen"),
                  Field.flag("misplaced", "s.misplaced"),
                  Field.text("action", "s.action"),
                  Field.moment("since", "s.since"))),
          Health.worstFirst("s"),
          ServiceRow::read);

  private ServiceTable() {}
}
