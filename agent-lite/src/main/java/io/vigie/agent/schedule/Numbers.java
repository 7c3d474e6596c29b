package io.vigie.agent.schedule;

import java.util.Set;

/**
 * Which numbers, of weeks or months.
 *
 * @param some those; empty for any
 * @param modulo those that leave {@code rest}; 0 for none more
 */
record Numbers(Set<Integer> some, int modulo, int rest) {
  static final Numbers ANY = new Numbers(Set.of(), 0, 0);

  Numbers {
    some = Set.copyOf(some);
  }

  boolean has(int number) {
    boolean any = some.isEmpty() && modulo == 0;
    return any || some.contains(number) || modulo != 0 && number % modulo == rest;
  }
}
