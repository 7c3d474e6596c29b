package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import java.sql.SQLException;
import java.util.List;

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
    int instances,
    @Schema(description = "Code of the app it belongs to; empty when people set none") String app,
    @Schema(description = "Codes of the apps of the services on it") List<String> apps,
    @Schema(description = "People and groups answerable for it") List<String> responsibles) {
  /** Nothing known: no inventory was heard and no instance. */
  public static final NodeExtras NONE =
      new NodeExtras("", "", "", "", "", "", "", "", 0, 0, 0, "", List.of(), List.of());

  /** How many instances the node of alias {@code d} has. */
  static final String INSTANCES =
      "(SELECT COUNT(*) FROM instance i WHERE i.cluster=d.cluster AND i.node=d.node)";

  static final String APP = "COALESCE((SELECT e.app FROM node_edit e WHERE e.node=d.id),'')";

  static final String APPS =
      "COALESCE((SELECT JSON_ARRAYAGG(DISTINCT i.app ORDER BY i.app) FROM instance i"
          + " WHERE i.cluster=d.cluster AND i.node=d.node),'[]')";

  static final String RESPONSIBLES = Answering.ofNode(APP, "d.id");

  static final String COLUMNS =
      "v.team,v.location,v.os,v.os_version,v.arch,v.manufacturer,v.model,v.serial,v.cpu_threads,"
          + "v.memory_bytes,"
          + NodeExtras.INSTANCES
          + " AS instances,"
          + APP
          + " AS app,"
          + APPS
          + " AS apps,"
          + RESPONSIBLES
          + " AS responsibles";

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
        (int) columns.number("instances"),
        columns.text("app"),
        columns.json("apps", Answering.NAMES),
        columns.json("responsibles", Answering.NAMES));
  }
}
