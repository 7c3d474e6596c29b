package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.api.list.Columns;
import java.sql.SQLException;

/**
 * What a node's row shows beside its health: what the node is made of, by its own word, and how
 * many instances it has. A live change of health does not carry it.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NodeExtras(
    String team,
    String location,
    String os,
    String osVersion,
    String arch,
    String manufacturer,
    String model,
    String serial,
    int cpuThreads,
    long memoryBytes,
    int instances) {
  /** Nothing known: no inventory was heard and no instance. */
  public static final NodeExtras NONE = new NodeExtras("", "", "", "", "", "", "", "", 0, 0, 0);

  static final String COLUMNS =
      "v.team,v.location,v.os,v.os_version,v.arch,v.manufacturer,v.model,v.serial,v.cpu_threads,"
          + "v.memory_bytes,"
          + NodeExtras.INSTANCES
          + " AS instances";

  /** How many instances the node of alias {@code d} has. */
  static final String INSTANCES =
      "(SELECT COUNT(*) FROM instance i WHERE i.cluster=d.cluster AND i.node=d.node)";

  static NodeExtras read(Columns columns) throws SQLException {
    return new NodeExtras(
        columns.text("team"),
        columns.text("location"),
        columns.text("os"),
        columns.text("os_version"),
        columns.text("arch"),
        columns.text("manufacturer"),
        columns.text("model"),
        columns.text("serial"),
        (int) columns.number("cpu_threads"),
        columns.number("memory_bytes"),
        (int) columns.number("instances"));
  }
}
