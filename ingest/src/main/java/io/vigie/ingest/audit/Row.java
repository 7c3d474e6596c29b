package io.vigie.ingest.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A row of table audit, as it stands there.
 *
 * @param columns those made of the record, by name
 */
record Row(Link link, Map<String, Object> columns) {
  static final String COLUMNS =
      "part,n,topic_id,pos,appended,day,record,prev,hash,id,entry,at,person,role,address,act,kind,"
          + "object,before_json,after_json,outcome";

  static Row read(ResultSet row) throws SQLException {
    byte[] value = row.getBytes("record");
    Link link =
        new Link(
            row.getInt("part"),
            row.getLong("n"),
            row.getString("topic_id"),
            row.getLong("pos"),
            row.getLong("appended"),
            LocalDate.parse(row.getString("day")),
            value,
            row.getString("prev"),
            row.getString("hash"));
    Map<String, Object> columns = new LinkedHashMap<>();
    for (String name : made(link).keySet()) {
      columns.put(name, name.equals("at") ? (Object) row.getLong(name) : row.getString(name));
    }
    return new Row(link, columns);
  }

  /** What its columns must say. */
  private static Map<String, Object> made(Link link) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("id", link.id());
    columns.putAll(Entry.of(link.value(), link.appended()).columns());
    return columns;
  }

  /** The first column that does not say what its record says; null when all do. */
  String difference() {
    for (Map.Entry<String, Object> made : made(link).entrySet()) {
      Object found = columns.get(made.getKey());
      if (!Objects.equals(found, made.getValue())) {
        return "column %s has %s, its record says %s"
            .formatted(made.getKey(), quote(found), quote(made.getValue()));
      }
    }
    return null;
  }

  /** For a person: number, and the id that the api gave it. */
  String name() {
    Object entry = columns.get("entry");
    return "entry " + link.id() + ("".equals(entry) ? "" : " (" + entry + ")");
  }

  private static String quote(Object value) {
    String text = String.valueOf(value);
    return '"' + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + '"';
  }
}
