package io.vigie.contract.check;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers that nodes measure: below a thousand billion, with three decimals. */
public final class Decimal {
  private static final int DIGITS = 12;
  private static final int DECIMALS = 3;

  private Decimal() {}

  /**
   * Rounded to three decimals, without zeros at its end: equal numbers are equal objects.
   *
   * @throws IllegalArgumentException when it is missing or too large, naming the field
   */
  public static BigDecimal of(String field, BigDecimal number) {
    if (number == null) {
      throw new IllegalArgumentException(field + " is missing: it must be a number");
    }
    // asked before anything is calculated: 1e999999999 has a billion digits
    if (number.signum() == 0 || digits(number) < -DECIMALS) {
      return BigDecimal.ZERO;
    }
    BigDecimal rounded =
        digits(number) > DIGITS ? number : number.setScale(DECIMALS, RoundingMode.HALF_UP);
    // asked again: 999999999999.9999 has a digit more when it is rounded
    if (digits(rounded) > DIGITS) {
      throw new IllegalArgumentException(
          field + " must be a number of at most " + DIGITS + " digits before the point");
    }
    return plain(rounded);
  }

  private static long digits(BigDecimal number) {
    return (long) number.precision() - number.scale();
  }

  public static long thousandths(BigDecimal number) {
    return number.movePointRight(DECIMALS).longValueExact();
  }

  public static BigDecimal ofThousandths(long number) {
    return plain(BigDecimal.valueOf(number, DECIMALS));
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }
}
