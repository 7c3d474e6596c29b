package io.vigie.api.list;

import io.vigie.api.filter.Field;
import io.vigie.filter.QueryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The order of a list: its keys, then the id, so that it is total.
 *
 * @param text as it was asked; empty for the list's own order
 * @param idDown whether the ids go downwards
 */
public record Sort(String text, List<Key> keys, boolean idDown) {
  private static final int MOST_KEYS = 4;

  /**
   * @param sql an expression that is never null, so that a row can be compared with the last one of
   *     the page before
   * @param isText whether its values are text; numbers otherwise
   */
  public record Key(String sql, boolean down, boolean isText) {
    static Key of(Field field, boolean down) {
      return field.order().isEmpty()
          ? new Key(field.present(), down, field.isText())
          : new Key(field.order(), down, false);
    }

    private Key turned() {
      return new Key(sql, !down, isText);
    }

    private String order() {
      return sql + (down ? " DESC" : "");
    }
  }

  public Sort {
    keys = List.copyOf(keys);
  }

  /**
   * @param text {@code -since,service}: newest first, then by name; null or empty for the own order
   * @throws QueryException naming the fields that can be sorted by
   */
  static Sort parse(String text, RowTable<?> table) {
    if (text == null || text.isEmpty()) {
      return new Sort("", table.own(), false);
    }
    List<Key> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String part : text.split(",", -1)) {
      boolean down = part.startsWith("-");
      String name = down ? part.substring(1) : part;
      if (!names.add(name) || names.size() > MOST_KEYS) {
        throw new QueryException(
            QueryException.Kind.SORT,
            Map.of("field", name),
            "sort names up to "
                + MOST_KEYS
                + " different fields, such as -since,service; got "
                + part
                + " too");
      }
      Key key = Key.of(table.fields().sortable(name), down);
      keys.add(key);
    }
    return endingWithId(text, keys, table.id()).orElseGet(() -> tied(text, keys, table.ties()));
  }

  /** No two rows share an id: nothing orders behind it. */
  private static Optional<Sort> endingWithId(String text, List<Key> named, String id) {
    for (int i = 0; i < named.size(); i++) {
      if (named.get(i).sql().equals(id)) {
        return Optional.of(new Sort(text, named.subList(0, i), named.get(i).down()));
      }
    }
    return Optional.empty();
  }

  private static Sort tied(String text, List<Key> named, List<Key> ties) {
    List<Key> keys = new ArrayList<>(named);
    boolean turned = named.get(named.size() - 1).down();
    for (Key tie : ties) {
      Key same = named.stream().filter(key -> key.sql().equals(tie.sql())).findFirst().orElse(null);
      if (same == null) {
        keys.add(turned ? tie.turned() : tie);
      } else {
        turned = same.down() != tie.down();
      }
    }
    return new Sort(text, keys, turned);
  }

  private String id(String id) {
    return idDown ? id + " DESC" : id;
  }

  /** As ORDER BY has it. */
  String order(String id) {
    return keys.stream().map(key -> key.order() + ",").collect(Collectors.joining()) + id(id);
  }
}
