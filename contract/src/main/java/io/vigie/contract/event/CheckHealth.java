package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.check.CheckState;
import io.vigie.contract.check.Decimal;
import io.vigie.contract.id.NodeId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * How the values of a node stand to their bounds: all of them, none when it is retired.
 *
 * @param cause where the record stands that decided it
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CheckHealth(NodeId node, List<Value> values, String cause) implements Event {
  /**
   * One of them.
   *
   * @param read append time of the run that had it
   * @param low null for none
   * @param high null for none
   * @param threshold id of the one its bounds come from; empty for the default of its kind
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Value(
      String kind,
      String instance,
      String service,
      @JsonInclude(JsonInclude.Include.ALWAYS) BigDecimal value,
      String unit,
      Instant read,
      @JsonInclude(JsonInclude.Include.NON_NULL) BigDecimal low,
      @JsonInclude(JsonInclude.Include.NON_NULL) BigDecimal high,
      String threshold,
      @JsonInclude(JsonInclude.Include.ALWAYS) CheckState state) {
    public Value {
      kind = Require.kind("kind", kind);
      instance = Require.text(instance);
      service = Require.service("service", service);
      value = Decimal.of("value", value);
      unit = Require.text(unit, 20);
      Require.present("read", read);
      low = low == null ? null : Decimal.of("low", low);
      high = high == null ? null : Decimal.of("high", high);
      threshold = Require.text(threshold, 100);
      state = state == null ? CheckState.OK : state;
    }
  }

  public CheckHealth {
    Require.present("node", node);
    values = Require.list(values);
    cause = Require.text(cause);
  }

  @Override
  public EventType type() {
    return EventType.CHECK_HEALTH;
  }

  @Override
  public String key() {
    return node.toString();
  }

  @Override
  public String anchor() {
    return key();
  }
}
