package io.vigie.filter;

/** A row as a filter sees it: the value of a field by its name. */
@FunctionalInterface
public interface Values {
  /**
   * Null when the row has none. Otherwise text and words are a {@code String}, flags a {@code
   * Boolean}, numbers, moments and spans (milliseconds) a {@code Long}, names a {@code List} of
   * them.
   */
  Object of(String field);
}
