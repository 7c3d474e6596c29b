package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Topic;

/**
 * A person acknowledges a failed action with all its lines, or takes that back: at the console, a
 * command, or on the node it failed on, an event of that node. When is the envelope's time.
 *
 * @param service of the action
 * @param action its id
 * @param node on which they did it, of an action that failed there; null at the console
 * @param by who did it; on a node {@code user@node}: nobody there speaks for a person of the
 *     console
 * @param comment required, unless taken back
 * @param withdrawn takes an acknowledgement back; from a node, only what was said on it
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ActionAcknowledge(
    ServiceId service, String action, NodeId node, String by, String comment, boolean withdrawn)
    implements Event {
  public ActionAcknowledge {
    Require.present("service", service);
    Require.id("action", action);
    by = Require.label("by", by);
    comment = Require.text(comment, 2_000);
    Require.comment(withdrawn, comment);
    if (node != null) {
      requireOwn(service, node, by);
    }
  }

  /** At the console. */
  public ActionAcknowledge(
      ServiceId service, String action, String by, String comment, boolean withdrawn) {
    this(service, action, null, by, comment, withdrawn);
  }

  private static void requireOwn(ServiceId service, NodeId node, String by) {
    if (!service.cluster().equals(node.cluster())) {
      throw new IllegalArgumentException(
          "a node acknowledges actions of its own cluster; got " + service + " from " + node);
    }
    if (!by.endsWith('@' + node.node()) || by.length() == node.node().length() + 1) {
      throw new IllegalArgumentException(
          "by must be user@" + node.node() + " on that node; got \"" + by + '"');
    }
  }

  @Override
  public EventType type() {
    return EventType.ACTION_ACKNOWLEDGE;
  }

  @Override
  public Topic goesTo() {
    return node == null ? Topic.COMMAND : Topic.ACTION;
  }

  @Override
  public NodeId speaker() {
    return node;
  }

  @Override
  public String key() {
    return anchor();
  }

  @Override
  public String anchor() {
    return service.toString();
  }
}
