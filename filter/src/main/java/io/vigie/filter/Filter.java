package io.vigie.filter;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A question about a row: terms, joined. {@code not} binds before {@code and}, that before or. */
public sealed interface Filter permits Filter.And, Filter.Or, Filter.Not, Term {
  /** As it may be asked again, with no parenthesis too many. */
  String text();

  /** Whether it asks about this field and no other. */
  boolean only(String field);

  /**
   * What also holds of rows that have another value in this field: the parts that must hold, but
   * those that ask about the field alone.
   */
  default List<Filter> besides(String field) {
    return only(field) ? List.of() : List.of(this);
  }

  /** Every part holds; an {@code and} in it is taken apart. */
  record And(List<Filter> parts) implements Filter {
    public And {
      parts =
          parts.stream()
              .flatMap(part -> part instanceof And and ? and.parts.stream() : Stream.of(part))
              .toList();
    }

    @Override
    public String text() {
      return parts.stream()
          .map(part -> part instanceof Or ? "(" + part.text() + ")" : part.text())
          .collect(Collectors.joining(" "));
    }

    @Override
    public boolean only(String field) {
      return parts.stream().allMatch(part -> part.only(field));
    }

    @Override
    public List<Filter> besides(String field) {
      return parts.stream().flatMap(part -> part.besides(field).stream()).toList();
    }
  }

  /** A part holds; an {@code or} in it is taken apart. */
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts =
          parts.stream()
              .flatMap(part -> part instanceof Or or ? or.parts.stream() : Stream.of(part))
              .toList();
    }

    @Override
    public String text() {
      return parts.stream().map(Filter::text).collect(Collectors.joining(" or "));
    }

    @Override
    public boolean only(String field) {
      return parts.stream().allMatch(part -> part.only(field));
    }
  }

  /** Holds of exactly the rows that the part does not hold of. */
  record Not(Filter part) implements Filter {
    @Override
    public String text() {
      boolean one = part instanceof Term || part instanceof Not;
      return one ? "not " + part.text() : "not (" + part.text() + ")";
    }

    @Override
    public boolean only(String field) {
      return part.only(field);
    }
  }
}
