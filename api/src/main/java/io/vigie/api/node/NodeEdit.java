package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * All that people set of a node.
 *
 * @param app code of the app it belongs to; empty for none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record NodeEdit(String app, @JsonUnwrapped NodeSaid said) {
  static final NodeEdit NOTHING = new NodeEdit("", NodeSaid.NOTHING);

  /** With what another says where this says nothing. */
  NodeEdit or(NodeEdit other) {
    return new NodeEdit(
        app.isEmpty() ? other.app : app, said.but(NodeSaid.NOTHING).over(other.said));
  }
}
