package io.vigie.standalone.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What was found.
 *
 * @param check what was looked at
 * @param says how it is
 * @param next what to do; empty when there is nothing to do
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Finding(String check, Level level, String says, String next) {
  static Finding ok(String check, String says) {
    return new Finding(check, Level.OK, says, "");
  }

  static Finding warn(String check, String says, String next) {
    return new Finding(check, Level.WARN, says, next);
  }

  static Finding fail(String check, String says, String next) {
    return new Finding(check, Level.FAIL, says, next);
  }

  static Finding unknown(String check, String why) {
    return new Finding(check, Level.UNKNOWN, "not known: " + why, "");
  }
}
