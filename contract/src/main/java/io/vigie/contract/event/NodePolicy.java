package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.NodeId;

/**
 * What people say of a node: who answers for it.
 *
 * @param app whose responsibles answer for it too; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record NodePolicy(NodeId node, String app, Responsibles responsibles) implements Event {
  public NodePolicy {
    Require.present("node", node);
    app = Require.text(app);
    responsibles = responsibles == null ? Responsibles.NOBODY : responsibles;
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
