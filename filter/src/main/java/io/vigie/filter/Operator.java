package io.vigie.filter;

/** What a term asks of its field. */
public enum Operator {
  // longer ones first: they begin like shorter ones
  NOT_EQUAL("!="),
  MATCHES("=~"),
  NOT_MATCHES("!~"),
  AT_LEAST(">="),
  AT_MOST("<="),
  EQUAL("="),
  ABOVE(">"),
  BELOW("<");

  private static final Operator[] VALUES = values();

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  /** The operator that stands there, or null. */
  public static Operator at(String text, int place) {
    for (Operator operator : VALUES) {
      if (text.startsWith(operator.sign, place)) {
        return operator;
      }
    }
    return null;
  }

  /** {@code =}, {@code !=}, {@code =~} … */
  public String sign() {
    return sign;
  }

  boolean isPattern() {
    return this == MATCHES || this == NOT_MATCHES;
  }

  public boolean isNegative() {
    return this == NOT_EQUAL || this == NOT_MATCHES;
  }

  boolean isEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  /** The same question about an age: the older, the smaller the moment. */
  Operator mirrored() {
    return switch (this) {
      case ABOVE -> BELOW;
      case BELOW -> ABOVE;
      case AT_LEAST -> AT_MOST;
      case AT_MOST -> AT_LEAST;
      case EQUAL, NOT_EQUAL, MATCHES, NOT_MATCHES -> this;
    };
  }

  /** Whether two values that compare so stand as it asks. */
  boolean orders(int comparison) {
    return switch (this) {
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case ABOVE -> comparison > 0;
      case BELOW -> comparison < 0;
      case AT_LEAST -> comparison >= 0;
      case AT_MOST -> comparison <= 0;
      case MATCHES, NOT_MATCHES -> throw new IllegalStateException(sign + " orders nothing");
    };
  }

  @Override
  public String toString() {
    return sign;
  }
}
