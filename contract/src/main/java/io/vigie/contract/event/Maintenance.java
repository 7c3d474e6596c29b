package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.NodeId;
import java.time.Instant;

/**
 * Somebody works on a node: of what that causes nobody is told.
 *
 * @param until when it ends by itself
 * @param comment why; required
 * @param by {@code user@node}
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Maintenance(Instant until, String comment, String by) {
  /** What the id of the silence that it is begins with; the node follows. */
  public static final String SILENCE = "maintenance:";

  /** Longest at once: nobody forgets a node for good. */
  public static final int LONGEST_SECONDS = 31 * Require.DAY;

  public Maintenance {
    Require.present("maintenance.until", until);
    comment = Require.text(comment, 2_000);
    if (comment.isBlank()) {
      throw new IllegalArgumentException("maintenance.comment is missing: say why");
    }
    by = Require.label("maintenance.by", by);
  }

  /** Names it where alerts name the silence that hits them. */
  public static String silence(NodeId node) {
    return SILENCE + node;
  }
}
