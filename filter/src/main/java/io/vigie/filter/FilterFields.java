package io.vigie.filter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields that filters of one kind of row may ask about, by name. */
public class FilterFields<F extends FilterField> {
  private final Map<String, F> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<F> inOrder;

  public FilterFields(List<F> fields) {
    for (F field : fields) {
      if (FilterParser.WORDS.contains(field.name())) {
        throw new IllegalArgumentException("field " + field.name() + ": the word joins terms");
      }
      if (byName.put(field.name(), field) != null) {
        throw new IllegalArgumentException("field " + field.name() + " is there twice");
      }
    }
    inOrder = List.copyOf(fields);
  }

  /** In the order they were given. */
  public final List<F> all() {
    return inOrder;
  }

  /**
   * @throws QueryException naming the fields that exist
   */
  public final F of(Term term) {
    F field = byName.get(term.field());
    if (field == null || !field.name().equals(term.field())) {
      throw term.fieldProblem(
          "there is no field "
              + term.field()
              + (field == null ? "" : ", it is written " + field.name())
              + "; fields are "
              + String.join(", ", byName.keySet()));
    }
    return field;
  }

  /**
   * @param name of a field that is there; in any case
   * @return null when there is none
   */
  public final F named(String name) {
    return byName.get(name);
  }

  /** Upwards. */
  protected final List<F> byName() {
    return List.copyOf(byName.values());
  }
}
