package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.NodeId;
import java.util.List;

/**
 * What people say of a node: who answers for it, where it stands and what feeds it. What they leave
 * empty is as the agent says.
 *
 * @param app whose responsibles answer for it too; empty for none
 * @param slot place in rack or enclosure
 * @param power feeds, any one of which is enough
 * @param asset number in the inventory of the house
 * @param warrantyEnd last day, {@code 2027-03-31}; empty when nobody said
 * @param maintenanceEnd likewise
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record NodePolicy(
    NodeId node,
    String app,
    Responsibles responsibles,
    String site,
    String building,
    String room,
    String rack,
    String enclosure,
    String slot,
    List<String> power,
    String team,
    String serial,
    String asset,
    String warrantyEnd,
    String maintenanceEnd)
    implements Event {
  public NodePolicy {
    Require.present("node", node);
    app = Require.text(app);
    responsibles = responsibles == null ? Responsibles.NOBODY : responsibles;
    site = Require.text(site);
    building = Require.text(building);
    room = Require.text(room);
    rack = Require.text(rack);
    enclosure = Require.text(enclosure);
    slot = Require.text(slot);
    power = Require.labels("power", power);
    team = Require.text(team);
    serial = Require.text(serial);
    asset = Require.text(asset);
    warrantyEnd = Require.day("warrantyEnd", warrantyEnd);
    maintenanceEnd = Require.day("maintenanceEnd", maintenanceEnd);
  }

  @Override
  public EventType type() {
    return EventType.NODE_POLICY;
  }

  @Override
  public String key() {
    return "node/" + node;
  }

  @Override
  public String anchor() {
    return key();
  }
}
