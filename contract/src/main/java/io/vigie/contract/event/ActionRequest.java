package io.vigie.contract.event;

import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.time.Instant;
import java.util.List;

/**
 * A person of the console asks one node for an action on one service. The node does it when the
 * collector signed it, it is new, in time, and of those the node allows; else it says why not.
 *
 * @param id of the action it becomes on that node; the answer has it too
 * @param request what the person asked for: the same for all nodes it concerns
 * @param service name of the service, in the cluster of the node
 * @param action start, stop … : a word, never a command line
 * @param rids only these resources, {@code fs#1}, or groups, {@code ip}; empty: the whole service
 * @param by who asks, a person of the console
 * @param expires not begun after that
 * @param counter of that node: greater than that of every request before it
 * @param signature base64 of Ed25519 over all of the above, see {@link
 *     io.vigie.contract.wire.RequestKey}
 */
public record ActionRequest(
    String id,
    String request,
    NodeId node,
    String service,
    String action,
    List<String> rids,
    List<String> subsets,
    List<String> tags,
    String by,
    Instant issued,
    Instant expires,
    long counter,
    String signature)
    implements Event {
  /** Longest a request may be good for, seconds. */
  public static final int LONGEST_SECONDS = 600;

  public ActionRequest {
    Require.id("id", id);
    Require.id("request", request);
    Require.present("node", node);
    // its parts make an id
    new InstanceId(node.cluster(), service, node.node());
    Require.id("action", action);
    rids = Require.labels("rids", rids);
    subsets = Require.labels("subsets", subsets);
    tags = Require.labels("tags", tags);
    by = Require.label("by", by);
    Require.present("issued", issued);
    Require.present("expires", expires);
    if (!expires.isAfter(issued) || expires.isAfter(issued.plusSeconds(LONGEST_SECONDS))) {
      throw new IllegalArgumentException(
          "expires must be up to "
              + LONGEST_SECONDS
              + " seconds after issued; got "
              + issued
              + " and "
              + expires);
    }
    if (counter < 1) {
      throw new IllegalArgumentException("counter must be 1 or more; got " + counter);
    }
    signature = signature == null ? "" : signature;
  }

  public ActionRequest signed(String text) {
    return new ActionRequest(
        id, request, node, service, action, rids, subsets, tags, by, issued, expires, counter,
        text);
  }

  /** What it is to be done to. */
  public InstanceId instance() {
    return new InstanceId(node.cluster(), service, node.node());
  }

  @Override
  public EventType type() {
    return EventType.ACTION_REQUEST;
  }

  @Override
  public String key() {
    return node.toString();
  }

  @Override
  public String anchor() {
    return node.toString();
  }
}
