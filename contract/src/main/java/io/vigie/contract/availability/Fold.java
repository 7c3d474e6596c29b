package io.vigie.contract.availability;

/**
 * Folds availabilities: commutative, associative, idempotent. {@code n/a} and {@code undef} are
 * neutral. "Standby up and others up" and "standby down and others up" exist while folding only,
 * which is why resources are folded and never words.
 *
 * <p>A fold is the set of what was seen, so that order and repetition cannot matter.
 */
public record Fold(int seen) {
  private static final int UNDEF = 1;
  private static final int UP = 2;
  private static final int DOWN = 4;
  private static final int WARN = 8;
  private static final int STDBY_UP = 16;
  private static final int STDBY_DOWN = 32;

  /** Nothing folded yet, or only {@code n/a}. */
  public static final Fold NOTHING = new Fold(0);

  public Fold with(Availability availability) {
    int more = seen | bit(availability);
    return more == seen ? this : new Fold(more);
  }

  public Fold with(Fold other) {
    int more = seen | other.seen;
    return more == seen ? this : new Fold(more);
  }

  public boolean hasUndef() {
    return (seen & UNDEF) != 0;
  }

  /**
   * The word shown for this fold. The table of semantics.md §2 closes over sets: up with stdby up
   * is SU+up, down with stdby up is SU+down, stdby down joins nothing but down, everything else
   * warns.
   */
  public Availability shown() {
    return switch (seen & ~UNDEF) {
      case 0 -> hasUndef() ? Availability.UNDEF : Availability.NA;
      case UP, UP | STDBY_UP -> Availability.UP;
      case DOWN -> Availability.DOWN;
      case STDBY_UP, DOWN | STDBY_UP -> Availability.STDBY_UP;
      case STDBY_DOWN, DOWN | STDBY_DOWN -> Availability.STDBY_DOWN;
      default -> Availability.WARN;
    };
  }

  private static int bit(Availability availability) {
    return switch (availability) {
      case NA -> 0;
      case UNDEF -> UNDEF;
      case UP -> UP;
      case DOWN -> DOWN;
      case WARN -> WARN;
      case STDBY_UP -> STDBY_UP;
      case STDBY_DOWN -> STDBY_DOWN;
    };
  }
}
