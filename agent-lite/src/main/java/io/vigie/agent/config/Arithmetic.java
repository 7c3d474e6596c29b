package io.vigie.agent.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The {@code $(…)} of a value: numbers, parentheses and {@code + - * / // % **}, as Python reads
 * them. What holds anything else, such as a command for a shell, is left as it is.
 */
final class Arithmetic {
  private static final String ALPHABET = "0123456789.+-*/%() \t";
  private static final BigDecimal BEYOND = BigDecimal.TEN.pow(18);
  private static final int DEEPEST = 20;
  private static final int GREATEST_POWER = 64;

  private final String text;
  private int at;
  private int depth;

  private Arithmetic(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException where something between the parentheses is no number
   */
  static String in(String value) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int open;
    while ((open = value.indexOf("$(", from)) >= 0) {
      int close = closing(value, open + 1);
      String inner = close < 0 ? "" : value.substring(open + 2, close);
      out.append(value, from, open);
      if (isArithmetic(inner)) {
        out.append(new Arithmetic(inner).result());
        from = close + 1;
      } else {
        out.append("$(");
        from = open + 2;
      }
    }
    return out.append(value.substring(from)).toString();
  }

  private static int closing(String value, int open) {
    int depth = 0;
    for (int i = open; i < value.length(); i++) {
      char c = value.charAt(i);
      if (ALPHABET.indexOf(c) < 0) {
        return -1;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isArithmetic(String inner) {
    return inner.chars().anyMatch(Character::isDigit);
  }

  private String result() {
    BigDecimal result = sum();
    if (at < text.length()) {
      throw wrong();
    }
    BigDecimal bare = result.signum() == 0 ? BigDecimal.ZERO : result.stripTrailingZeros();
    return bare.toPlainString();
  }

  private BigDecimal sum() {
    BigDecimal left = product();
    while (true) {
      if (takes("+")) {
        left = bounded(left.add(product(), MathContext.DECIMAL64));
      } else if (takes("-")) {
        left = bounded(left.subtract(product(), MathContext.DECIMAL64));
      } else {
        return left;
      }
    }
  }

  private BigDecimal product() {
    BigDecimal left = signed();
    while (true) {
      if (takes("//")) {
        left = floor(left, signed());
      } else if (takes("/")) {
        left = bounded(left.divide(divisor(signed()), MathContext.DECIMAL64));
      } else if (takes("*")) {
        left = bounded(left.multiply(signed(), MathContext.DECIMAL64));
      } else if (takes("%")) {
        BigDecimal right = signed();
        left = left.subtract(floor(left, right).multiply(right));
      } else {
        return left;
      }
    }
  }

  private BigDecimal signed() {
    if (++depth > DEEPEST) {
      throw wrong();
    }
    BigDecimal value = takes("-") ? signed().negate() : takes("+") ? signed() : power();
    depth--;
    return value;
  }

  private BigDecimal power() {
    BigDecimal base = atom();
    if (!takes("**")) {
      return base;
    }
    BigDecimal exponent = signed();
    if (exponent.signum() < 0 || exponent.compareTo(BigDecimal.valueOf(GREATEST_POWER)) > 0) {
      throw new IllegalArgumentException("$(" + text + "): a power must be 0 to " + GREATEST_POWER);
    }
    return bounded(base.pow(exponent.intValueExact(), MathContext.DECIMAL64));
  }

  private BigDecimal atom() {
    if (takes("(")) {
      BigDecimal inner = sum();
      if (!takes(")")) {
        throw wrong();
      }
      return inner;
    }
    int begin = at;
    while (at < text.length() && "0123456789.".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return bounded(new BigDecimal(text.substring(begin, at), MathContext.DECIMAL64));
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  private boolean takes(String operator) {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    boolean power = text.startsWith("**", at) && operator.equals("*");
    if (!text.startsWith(operator, at) || power) {
      return false;
    }
    at += operator.length();
    return true;
  }

  private BigDecimal floor(BigDecimal left, BigDecimal right) {
    return bounded(left.divide(divisor(right), 0, RoundingMode.FLOOR));
  }

  private BigDecimal divisor(BigDecimal value) {
    if (value.signum() == 0) {
      throw new IllegalArgumentException("$(" + text + ") divides by zero");
    }
    return value;
  }

  private BigDecimal bounded(BigDecimal value) {
    if (value.abs().compareTo(BEYOND) > 0) {
      throw new IllegalArgumentException("$(" + text + ") leaves what is between -10^18 and 10^18");
    }
    return value;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "$(" + text + ") is no arithmetic: see its character " + (at + 1));
  }
}
