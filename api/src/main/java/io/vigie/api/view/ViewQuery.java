package io.vigie.api.view;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.simple.SimpleHttpParameters;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vigie.api.list.Lists;
import io.vigie.api.list.RowTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a view keeps of a list's address: it must be a question that the list answers. */
final class ViewQuery {
  private static final int LONGEST = 4_000;
  private static final Pattern COLUMNS = Pattern.compile("[A-Za-z0-9.]+(,[A-Za-z0-9.]+)*");

  private ViewQuery() {}

  /**
   * @param query may be null
   * @throws IllegalArgumentException saying the rule
   * @throws io.vigie.filter.QueryException saying what is wrong in q or sort
   */
  static String check(Lists lists, RowTable<?> table, String query) {
    if (query == null || query.length() > LONGEST) {
      throw new IllegalArgumentException(
          "query holds q, sort and columns as in an address, in up to " + LONGEST + " characters");
    }
    Map<CharSequence, List<String>> values =
        new LinkedHashMap<>(new QueryStringDecoder(query, false).parameters());
    List<String> columns = values.remove("columns");
    if (columns != null && (columns.size() > 1 || !COLUMNS.matcher(columns.get(0)).matches())) {
      throw new IllegalArgumentException(
          "columns are names with commas between, such as columns=service,node, once");
    }
    HttpParameters asked = new SimpleHttpParameters(values, ConversionService.SHARED);
    lists.check(table, asked);
    return query;
  }
}
