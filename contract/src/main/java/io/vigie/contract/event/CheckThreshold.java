package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.check.Bounds;
import io.vigie.contract.id.NodeId;
import java.math.BigDecimal;

/**
 * Between what values of a kind are well. The most particular one counts: of a node with a filter,
 * of a node, with a filter, of the kind; of several such the one made last.
 *
 * @param node null for all
 * @param q filter over checks that says which; empty for all
 * @param low null for no bound
 * @param high null for no bound
 * @param by who said so last
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CheckThreshold(
    String id,
    String kind,
    NodeId node,
    String q,
    @JsonInclude(JsonInclude.Include.NON_NULL) BigDecimal low,
    @JsonInclude(JsonInclude.Include.NON_NULL) BigDecimal high,
    String by)
    implements Event {
  /** What the keys of thresholds begin with. */
  public static final String KEYS = "check-threshold/";

  public CheckThreshold {
    Require.id("id", id);
    kind = Require.kind("kind", kind);
    q = Require.whole("q", q);
    Bounds bounds = new Bounds(low, high);
    low = bounds.low();
    high = bounds.high();
    by = Require.label("by", by);
  }

  public Bounds bounds() {
    return new Bounds(low, high);
  }

  /** How particular it is: the greater comes first. */
  public int rank() {
    return (node == null ? 0 : 2) + (q.isEmpty() ? 0 : 1);
  }

  @Override
  public EventType type() {
    return EventType.CHECK_THRESHOLD;
  }

  @Override
  public String key() {
    return KEYS + id;
  }

  @Override
  public String anchor() {
    return key();
  }
}
