package io.vigie.api.audit;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sort;
import java.util.List;

/** Acts of people, newest first. Not among the lists that everybody may read. */
public final class AuditTable {
  static final String FROM = "audit u";

  // sorted only by what an index orders: the table keeps every act there ever was
  public static final RowTable<AuditRow> TABLE =
      new RowTable<>(
          "audit",
          FROM,
          AuditRow.COLUMNS,
          "u.id",
          new Fields(
              List.of(
                  Field.text("id", "u.id"),
                  Field.moment("at", "u.at"),
                  Field.text("person", "u.person"),
                  Field.text("role", "u.role").unsorted(),
                  Field.text("address", "u.address").unsorted(),
                  Field.text("act", "u.act").unsorted(),
                  Field.text("kind", "u.kind").unsorted(),
                  Field.text("object", "u.object"),
                  Field.text("outcome", "u.outcome").unsorted())),
          List.of(new Sort.Key("u.at", true, false)),
          Sight::administered,
          AuditRow::read);

  private AuditTable() {}
}
