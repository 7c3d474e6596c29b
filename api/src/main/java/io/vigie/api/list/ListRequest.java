package io.vigie.api.list;

import io.micronaut.http.HttpParameters;
import io.vigie.filter.QueryException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is asked of a list.
 *
 * @param q filters; a row must satisfy all
 * @param sort {@code -since,service}; empty for the list's own order
 * @param limit rows a page, 1 to 1000
 * @param cursor of the page before; empty for the first page
 */
record ListRequest(List<String> q, String sort, int limit, String cursor) {
  static final int DEFAULT_LIMIT = 200;
  static final int MOST_ROWS = 1_000;

  /** Everything, the first page. */
  static final ListRequest FIRST = new ListRequest(List.of(), "", DEFAULT_LIMIT, "");

  private static final List<String> PARAMETERS = List.of("q", "sort", "limit", "cursor");
  private static final List<String> OF_THE_WHOLE = List.of("q", "sort");

  ListRequest {
    q = List.copyOf(q);
    if (limit < 1 || limit > MOST_ROWS) {
      throw limitProblem(Integer.toString(limit));
    }
  }

  /**
   * From the address. The parameters are taken as they stand: a comma belongs to its value.
   *
   * @throws QueryException naming parameter and rule
   */
  static ListRequest of(HttpParameters parameters) {
    return of(parameters, PARAMETERS);
  }

  /**
   * Of a list that is answered whole: without pages.
   *
   * @throws QueryException as {@link #of}
   */
  static ListRequest whole(HttpParameters parameters) {
    return of(parameters, OF_THE_WHOLE);
  }

  /**
   * Of a list whose order is given: its filters alone.
   *
   * @param beside parameters that others read
   * @throws QueryException as {@link #of}
   */
  static ListRequest without(HttpParameters parameters, List<String> beside) {
    requireKnown(parameters, Stream.concat(Stream.of("q"), beside.stream()).toList());
    return new ListRequest(filters(parameters), "", DEFAULT_LIMIT, "");
  }

  private static ListRequest of(HttpParameters parameters, List<String> known) {
    requireKnown(parameters, known);
    return new ListRequest(
        filters(parameters),
        once(parameters, "sort"),
        limit(once(parameters, "limit")),
        once(parameters, "cursor"));
  }

  /**
   * @throws QueryException naming a parameter that is not one of these
   */
  static void requireKnown(HttpParameters parameters, List<String> known) {
    TreeSet<String> unknown = new TreeSet<>(parameters.names());
    known.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw problem(
          "there is no parameter "
              + unknown.first()
              + "; parameters are "
              + String.join(", ", known));
    }
  }

  static List<String> filters(HttpParameters parameters) {
    return parameters.getAll("q").stream().filter(text -> !text.isBlank()).toList();
  }

  private static String once(HttpParameters parameters, String name) {
    List<String> values = parameters.getAll(name);
    if (values.size() > 1) {
      throw problem("parameter " + name + " is there twice; only q may be");
    }
    return values.isEmpty() ? "" : values.get(0);
  }

  private static int limit(String text) {
    try {
      return text.isEmpty() ? DEFAULT_LIMIT : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw limitProblem(text);
    }
  }

  private static QueryException limitProblem(String text) {
    return problem("limit is a number from 1 to " + MOST_ROWS + "; got " + text);
  }

  private static QueryException problem(String rule) {
    return new QueryException(QueryException.Kind.PARAMETER, Map.of(), rule);
  }
}
