package io.vigie.contract.check;

import java.math.BigDecimal;

/**
 * Between what a value is well; a value on a bound still is.
 *
 * @param low null for none
 * @param high null for none
 */
public record Bounds(BigDecimal low, BigDecimal high) {
  public static final Bounds NONE = new Bounds(null, null);

  public Bounds {
    low = low == null ? null : Decimal.of("low", low);
    high = high == null ? null : Decimal.of("high", high);
    if (low != null && high != null && low.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          "low must be at most high; got low " + low + ", high " + high);
    }
  }

  /** What holds for a kind until people say otherwise; {@link #NONE} for one that has none. */
  public static Bounds byDefault(String kind) {
    return switch (kind) {
      case "fs_u", "fs_i" -> new Bounds(null, BigDecimal.valueOf(90));
      case "swap" -> new Bounds(null, BigDecimal.valueOf(80));
      case "load" -> new Bounds(null, BigDecimal.valueOf(2));
      default -> NONE;
    };
  }

  public CheckState of(BigDecimal value) {
    if (low != null && value.compareTo(low) < 0) {
      return CheckState.LOW;
    }
    return high != null && value.compareTo(high) > 0 ? CheckState.HIGH : CheckState.OK;
  }
}
