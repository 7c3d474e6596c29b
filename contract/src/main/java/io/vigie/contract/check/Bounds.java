package io.vigie.contract.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Between what a value is well; a value on a bound still is.
 *
 * @param low null for none
 * @param high null for none
 */
public record Bounds(BigDecimal low, BigDecimal high) {
  public static final Bounds NONE = new Bounds(null, null);

  private static final Map<String, Bounds> BY_DEFAULT =
      new TreeMap<>(
          Map.of(
              "fs_u", atMost(90),
              "fs_i", atMost(90),
              "swap", atMost(80),
              "load", atMost(2),
              // many a group is given away whole, on purpose
              "vg_u", NONE,
              "mpath", atLeast(2),
              "raid", atMost(0),
              "eth", atLeast(1),
              "ntp", atMost(1_000)));

  public Bounds {
    low = low == null ? null : Decimal.of("low", low);
    high = high == null ? null : Decimal.of("high", high);
    if (low != null && high != null && low.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          "low must be at most high; got low " + low + ", high " + high);
    }
  }

  private static Bounds atLeast(long low) {
    return new Bounds(BigDecimal.valueOf(low), null);
  }

  private static Bounds atMost(long high) {
    return new Bounds(null, BigDecimal.valueOf(high));
  }

  /** What agents measure of any node, by name. */
  public static List<String> usualKinds() {
    return List.copyOf(BY_DEFAULT.keySet());
  }

  /** What holds for a kind until people say otherwise; {@link #NONE} for one that has none. */
  public static Bounds byDefault(String kind) {
    return BY_DEFAULT.getOrDefault(kind, NONE);
  }

  public CheckState of(BigDecimal value) {
    if (low != null && value.compareTo(low) < 0) {
      return CheckState.LOW;
    }
    return high != null && value.compareTo(high) > 0 ? CheckState.HIGH : CheckState.OK;
  }
}
