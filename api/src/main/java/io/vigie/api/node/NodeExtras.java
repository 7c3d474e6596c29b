package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What a node's row shows beside its health: what the node is made of and where it stands, by what
 * people say or else by its own word, and how many instances it has. A live change of health does
 * not carry it.
 *
 * @param saidSite empty when people leave it to the agent
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NodeExtras(
    @JsonIgnore @Schema(hidden = true) String saidSite,
    String team,
    String location,
    String building,
    String room,
    String rack,
    String enclosure,
    @Schema(description = "Place in rack or enclosure") String slot,
    @Schema(description = "Names of its feeds, any one of which is enough") List<String> power,
    String os,
    String osVersion,
    String arch,
    String manufacturer,
    String model,
    String serial,
    @Schema(description = "Number in the inventory of the house") String asset,
    @Schema(description = "Beginning of its last day; null for none") @Moment Instant warrantyEnd,
    @Schema(description = "Beginning of its last day; null for none") @Moment
        Instant maintenanceEnd,
    String comment,
    @Schema(description = "Addresses of its interfaces") List<String> address,
    int cpuThreads,
    long memoryBytes,
    int instances,
    @Schema(description = "Code of the app it belongs to; empty when people set none") String app,
    @Schema(description = "Codes of the apps of the services on it; none: of those that name none")
        List<String> apps,
    @Schema(description = "People and groups answerable for it") List<String> responsibles) {
  /** Nothing known: no inventory was heard, nobody said anything, no instance. */
  public static final NodeExtras NONE = of(0, "", List.of(), List.of());

  /** One of which nothing else is known. */
  public static NodeExtras of(
      int instances, String app, List<String> apps, List<String> responsibles) {
    return new NodeExtras(
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        List.of(),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        null,
        null,
        "",
        List.of(),
        0,
        0,
        instances,
        app,
        apps,
        responsibles);
  }

  /** How many instances the node of alias {@code d} has. */
  static final String INSTANCES =
      "(SELECT COUNT(*) FROM instance i WHERE i.cluster=d.cluster AND i.node=d.node)";

  static final String APP = "COALESCE(said.app,'')";

  static final String APPS =
      "COALESCE((SELECT JSON_ARRAYAGG(DISTINCT IF(i.app='','none',i.app) ORDER BY i.app)"
          + " FROM instance i"
          + " WHERE i.cluster=d.cluster AND i.node=d.node),'[]')";

  static final String RESPONSIBLES = Answering.ofNode(APP, "d.id");

  static final String COLUMNS =
      "COALESCE(said.site,'') AS said_site,"
          + NodePlace.TEAM
          + " AS team,v.location,"
          + NodePlace.BUILDING
          + " AS building,"
          + NodePlace.ROOM
          + " AS room,"
          + NodePlace.RACK
          + " AS rack,"
          + NodePlace.ENCLOSURE
          + " AS enclosure,"
          + NodePlace.SLOT
          + " AS slot,"
          + NodePlace.POWER
          + " AS power,v.os,v.os_version,v.arch,v.manufacturer,v.model,"
          + NodePlace.SERIAL
          + " AS serial,said.asset,said.warranty_end,said.maintenance_end,said.comment,"
          + NodePlace.ADDRESS
          + " AS address,v.cpu_threads,v.memory_bytes,"
          + INSTANCES
          + " AS instances,"
          + APP
          + " AS app,"
          + APPS
          + " AS apps,"
          + RESPONSIBLES
          + " AS responsibles";

  static NodeExtras read(Columns columns) throws SQLException {
    return new NodeExtras(
        columns.text("said_site"),
        columns.text("team"),
        columns.text("location"),
        columns.text("building"),
        columns.text("room"),
        columns.text("rack"),
        columns.text("enclosure"),
        columns.text("slot"),
        columns.json("power", Answering.NAMES),
        columns.text("os"),
        columns.text("os_version"),
        columns.text("arch"),
        columns.text("manufacturer"),
        columns.text("model"),
        columns.text("serial"),
        columns.text("asset"),
        columns.moment("warranty_end"),
        columns.moment("maintenance_end"),
        columns.text("comment"),
        columns.json("address", Answering.NAMES),
        (int) columns.number("cpu_threads"),
        columns.number("memory_bytes"),
        (int) columns.number("instances"),
        columns.text("app"),
        columns.json("apps", Answering.NAMES),
        columns.json("responsibles", Answering.NAMES));
  }
}
