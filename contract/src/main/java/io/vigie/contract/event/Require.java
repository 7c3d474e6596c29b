package io.vigie.contract.event;

import java.util.List;

/** Field rules that the event records share. */
final class Require {
  private Require() {}

  static <T> T present(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  static String id(String field, String value) {
    if (value == null || value.isBlank() || value.length() > 100) {
      throw new IllegalArgumentException(field + " must have 1 to 100 characters");
    }
    return value;
  }

  static int atLeast(String field, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(field + " must be " + least + " or more; got " + value);
    }
    return value;
  }

  static String text(String value) {
    return value == null ? "" : value;
  }

  static <T> List<T> list(List<T> value) {
    return value == null ? List.of() : List.copyOf(value);
  }
}
