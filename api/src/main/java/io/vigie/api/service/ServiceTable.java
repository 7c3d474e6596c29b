package io.vigie.api.service;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Health;
import io.vigie.api.list.RowTable;
import java.util.ArrayList;
import java.util.List;

/** Services, worst first. */
public final class ServiceTable {
  public static final RowTable<ServiceRow> TABLE =
      new RowTable<>(
          "services",
          "service s",
          ServiceRow.COLUMNS,
          "s.id",
          new Fields(fields()),
          Health.worstFirst("s"),
          sight -> sight.services("s"),
          ServiceRow::read);

  private ServiceTable() {}

  private static List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("id", "s.id"));
    fields.add(Field.text("cluster", "s.cluster"));
    fields.add(Field.text("service", "s.service"));
    fields.add(Field.text("env", "s.env"));
    fields.add(Field.text("app", "s.app"));
    fields.add(Answering.field(ServiceRow.RESPONSIBLES));
    fields.add(Field.text("containerType", "s.container_type"));
    fields.add(Field.word("topology", "s.topology", List.of("failover", "flex")));
    fields.add(Field.number("flexMin", "s.flex_min"));
    fields.add(Field.number("flexMax", "s.flex_max"));
    fields.add(Field.text("preferredNode", "s.preferred_node"));
    fields.add(Field.names("nodes", "s.nodes"));
    fields.add(Field.names("upNodes", "s.up_nodes"));
    fields.add(Field.names("warnNodes", "s.warn_nodes"));
    fields.add(Field.names("lastKnownUpOn", "s.last_known_up_on"));
    fields.add(Field.number("instances", "s.instances"));
    fields.add(Health.avail("s"));
    fields.add(Field.word("overall", "s.overall", Health.WORDS));
    fields.add(Health.stale("s"));
    fields.add(Field.flag("frozen", "s.frozen"));
    fields.add(Field.flag("misplaced", "s.misplaced"));
    fields.add(Field.text("action", "s.action"));
    fields.add(Field.moment("since", "s.since"));
    Health.groups("s").forEach(fields::add);
    return fields;
  }
}
