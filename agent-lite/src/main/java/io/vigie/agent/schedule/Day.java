package io.vigie.agent.schedule;

import java.time.LocalDate;

/**
 * Which days: those of a weekday, of a place in their month.
 *
 * @param weekday 1 for Monday to 7; 0 for any
 * @param place which of its kind in the month, from 1; from the end below 0; 0 for any
 * @param modulo days of the month whose number leaves {@code rest}; 0 for any
 */
record Day(int weekday, int place, int modulo, int rest) {
  private static final int WEEK = 7;

  boolean is(LocalDate date) {
    return (weekday == 0 || date.getDayOfWeek().getValue() == weekday)
        && (place == 0 || place(date) == place)
        && (modulo == 0 || date.getDayOfMonth() % modulo == rest);
  }

  private int place(LocalDate date) {
    int day = date.getDayOfMonth();
    int left = date.lengthOfMonth() - day;
    int kind = weekday == 0 ? 1 : WEEK;
    return place > 0 ? (day - 1) / kind + 1 : -(left / kind) - 1;
  }
}
