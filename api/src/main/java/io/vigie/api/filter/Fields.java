package io.vigie.api.filter;

import io.vigie.filter.FilterFields;
import io.vigie.filter.QueryException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of one list, by name. */
public final class Fields extends FilterFields<Field> {
  public Fields(List<Field> fields) {
    super(fields);
  }

  /**
   * @throws QueryException naming the fields that can be sorted by
   */
  public Field sortable(String name) {
    Field field = named(name);
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
    Field field = named(name);
    if (field == null || !field.name().equals(name) || !field.isCounted()) {
      throw new QueryException(
          QueryException.Kind.PARAMETER,
          Map.of(),
          "field "
              + QueryException.shorten(name)
              + ": its values cannot be counted; those of these can: "
              + all().stream()
                  .filter(Field::isCounted)
                  .map(Field::name)
                  .collect(Collectors.joining(", ")));
    }
    return field;
  }

  /** Names of the fields that can be sorted by. */
  public List<String> sortable() {
    return byName().stream().filter(Field::sortable).map(Field::name).toList();
  }
}
