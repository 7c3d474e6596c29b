package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.check.Decimal;
import io.vigie.contract.id.NodeId;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a node measured in one run: all of it. What an earlier run had and this one has not is no
 * more, but for the kinds that could not be read this time: theirs stay as they were, and age.
 *
 * @param missed kinds that could not be read
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CheckValues(NodeId node, List<Value> values, List<String> missed) implements Event {
  /** Values of one node. */
  public static final int MOST = 500;

  /**
   * One of them.
   *
   * @param instance what of its kind, such as a mount point; empty where there is but one
   * @param service {@code cluster/service} it is of; empty for none
   * @param unit it is told in; empty for none
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Value(
      String kind,
      String instance,
      String service,
      @JsonInclude(JsonInclude.Include.ALWAYS) BigDecimal value,
      String unit) {
    public Value {
      kind = Require.kind("kind", kind);
      instance = Require.instance("instance", instance);
      service = Require.service("service", service);
      value = Decimal.of("value", value);
      unit = Require.text(unit, 20);
    }

    /** Names it among those of its node; no other has the same. */
    public String detail() {
      return detail(kind, instance, service);
    }

    /** A service has a slash, and a kind has none. */
    public static String detail(String kind, String instance, String service) {
      String text = instance.isEmpty() ? kind : kind + ' ' + instance;
      return service.isEmpty() ? text : service + ' ' + text;
    }
  }

  public CheckValues {
    Require.present("node", node);
    values = Require.list(values);
    missed = Require.list(missed).stream().distinct().toList();
    Require.between("number of values", 0, MOST, values.size());
    Require.between("number of missed kinds", 0, MOST, missed.size());
    missed.forEach(kind -> Require.kind("missed", kind));
    Set<String> names = new HashSet<>();
    for (Value value : values) {
      if (!names.add(value.detail())) {
        throw new IllegalArgumentException(
            "values must be of different checks; got \"" + value.detail() + "\" twice");
      }
    }
  }

  @Override
  public EventType type() {
    return EventType.CHECK_VALUES;
  }

  @Override
  public String key() {
    return node.toString();
  }

  @Override
  public String anchor() {
    return key();
  }

  @Override
  public NodeId speaker() {
    return node;
  }
}
