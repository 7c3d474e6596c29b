package io.vigie.api.node;

import io.vigie.api.list.Beside;
import java.util.List;

/**
 * Where a node stands and whose it is, as expressions: what people say, or else what its agent
 * says. The agent says its place as one text, which the table cuts up.
 */
public final class NodePlace {
  /** What is known of the node of alias {@code d} beside its health. */
  static final List<Beside> BESIDES =
      List.of(
          new Beside("v", "LEFT JOIN node_inventory v ON v.id=d.id"),
          new Beside("said", "LEFT JOIN node_edit said ON said.node=d.id"));

  public static final String SITE = either("said.site", "d.site");
  static final String TEAM = either("said.team", "v.team");
  static final String SERIAL = either("said.serial", "v.serial");
  static final String BUILDING = either("said.building", "v.building");
  static final String ROOM = either("said.room", "v.room");
  static final String RACK = either("said.rack", "v.rack");
  static final String ENCLOSURE = either("said.enclosure", "v.enclosure");
  static final String SLOT = either("said.slot", "v.slot");
  static final String POWER = "COALESCE(said.power,'[]')";
  static final String ADDRESS = "COALESCE(v.addresses,'[]')";

  private NodePlace() {}

  private static String either(String said, String agent) {
    return "COALESCE(NULLIF(" + said + ",'')," + agent + ",'')";
  }
}
