package io.vigie.filter;

import java.util.List;

/** What a filter may ask about. */
public interface FilterField {
  String name();

  /** Which operators it takes and what its values look like. */
  Kind kind();

  /** The values there are; empty when any text may be. */
  List<String> words();

  /** What a field holds. */
  enum Kind {
    TEXT,
    /** One of a few words. */
    WORD,
    FLAG,
    NUMBER,
    /** Milliseconds since 1970, or null. */
    MOMENT,
    /** Milliseconds between two moments, or null. */
    SPAN,
    /** A JSON array of names. */
    NAMES
  }
}
