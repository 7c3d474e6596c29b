package io.vigie.api.list;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.filter.Sql;
import io.vigie.contract.wire.Json;
import io.vigie.filter.QueryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Where the next page begins: behind the row with these values. It fits only the list, filter and
 * sort it was made for.
 *
 * @param values of the sort's keys, text or numbers, then the id
 */
record Cursor(String list, List<Object> values) {
  private static final int LONGEST = 8_000;

  Cursor {
    values = List.copyOf(values);
  }

  /** What binds cursors to a list: its name, its filter, its sort. */
  static String nameOf(String resource, List<String> terms, Sort sort) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (resource + "\n" + String.join("\n", terms) + "\n" + sort.text())
                      .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * @throws QueryException when the text is no cursor of that list
   */
  static Cursor parse(String text, String list, Sort sort) {
    try {
      JsonNode json =
          text.length() > LONGEST
              ? null
              : Json.MAPPER.readTree(Base64.getUrlDecoder().decode(text));
      if (json == null || !json.isArray() || json.size() != sort.keys().size() + 2) {
        throw foreign();
      }
      if (!json.get(0).asText().equals(list)) {
        throw foreign();
      }
      List<Object> values = new ArrayList<>();
      for (int i = 0; i <= sort.keys().size(); i++) {
        boolean isText = i == sort.keys().size() || sort.keys().get(i).isText();
        values.add(value(json.get(i + 1), isText));
      }
      return new Cursor(list, values);
    } catch (IllegalArgumentException | IOException e) {
      throw foreign();
    }
  }

  private static Object value(JsonNode node, boolean isText) {
    if (isText ? !node.isTextual() : !node.canConvertToLong()) {
      throw foreign();
    }
    return isText ? (Object) node.textValue() : (Object) node.longValue();
  }

  private static QueryException foreign() {
    return new QueryException(
        QueryException.Kind.CURSOR,
        Map.of(),
        "cursor is not one that this list answered with this filter and sort;"
            + " ask for the first page, without cursor");
  }

  @Override
  public String toString() {
    List<Object> all = new ArrayList<>();
    all.add(list);
    all.addAll(values);
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Json.MAPPER.writeValueAsBytes(all));
    } catch (IOException e) {
      throw new IllegalStateException("text and numbers can be written", e);
    }
  }

  /** The rows behind it. */
  Sql after(Sort sort, String id) {
    return after(sort, id, 0);
  }

  // k0 > v0 or k0 = v0 and (k1 > v1 or …): the first comparison alone tells an index where to begin
  private Sql after(Sort sort, String id, int from) {
    if (from == sort.keys().size()) {
      String place = Sql.place(values.get(from));
      return Sql.of(id + (sort.idDown() ? "<" : ">") + place, values.get(from));
    }
    Sort.Key key = sort.keys().get(from);
    Sql rest = after(sort, id, from + 1);
    String place = Sql.place(values.get(from));
    String beyond = key.sql() + (key.down() ? "<" : ">") + place;
    List<Object> args = new ArrayList<>();
    args.add(values.get(from));
    args.add(values.get(from));
    args.addAll(rest.args());
    return new Sql(
        "(" + beyond + " OR (" + key.sql() + "=" + place + " AND " + rest.text() + "))", args);
  }
}
