package io.vigie.api.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The fields of one list, by name. */
public final class Fields {
  private final Map<String, Field> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Field> inOrder;

  public Fields(List<Field> fields) {
    Map<String, Field> exact = new LinkedHashMap<>();
    for (Field field : fields) {
      if (FilterParser.WORDS.contains(field.name())) {
        throw new IllegalArgumentException("field " + field.name() + ": the word joins terms");
      }
      if (exact.put(field.name(), field) != null || byName.put(field.name(), field) != null) {
        throw new IllegalArgumentException("field " + field.name() + " is there twice");
      }
    }
    inOrder = List.copyOf(fields);
  }

  /** In the order they were given. */
  public List<Field> all() {
    return inOrder;
  }

  /**
   * @throws QueryException naming the fields that exist
   */
  Field of(Term term) {
    Field field = byName.get(term.field());
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
   * @param name of a field that is there
   */
  public Field named(String name) {
    return byName.get(name);
  }

  /**
   * @throws QueryException naming the fields that can be sorted by
   */
  public Field sortable(String name) {
    Field field = byName.get(name);
    if (field == null || !field.name().equals(name) || !field.sortable()) {
      throw new QueryException(
          QueryException.Kind.SORT,
          Map.of("field", QueryException.shorten(name)),
          "sort "
              + QueryException.shorten(name)
              + ": not a field to sort by; those are "
              + String.join(", ", sortable()));
    }
    return field;
  }

  /**
   * @throws QueryException naming the fields whose values can be counted
   */
  public Field counted(String name) {
    Field field = byName.get(name);
    if (field == null || !field.name().equals(name) || !field.isCounted()) {
      throw new QueryException(
          QueryException.Kind.PARAMETER,
          Map.of(),
          "field "
              + QueryException.shorten(name)
              + ": its values cannot be counted; those of these can: "
              + inOrder.stream()
                  .filter(Field::isCounted)
                  .map(Field::name)
                  .collect(Collectors.joining(", ")));
    }
    return field;
  }

  /** Names of the fields that can be sorted by. */
  public List<String> sortable() {
    return byName.values().stream().filter(Field::sortable).map(Field::name).toList();
  }
}
