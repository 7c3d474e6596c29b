package io.vigie.filter;

import io.vigie.filter.QueryException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The one reader of the filter grammar: terms {@code field op value}, joined by {@code or}, by
 * {@code and} or a space, turned round by {@code not}, grouped by parentheses. A value with a
 * space, a quote or a parenthesis stands in double quotes, where a backslash takes the next
 * character as it is; the bare word {@code empty} is the empty value.
 */
public final class FilterParser {
  static final String EMPTY = "empty";

  /** Words that no field may be named by. */
  static final Set<String> WORDS = Set.of("and", "or", "not");

  private static final int LONGEST = 1_000;
  private static final int MOST = 50;
  private static final int DEEPEST = 20;

  private final String text;
  private int at;
  private int depth;
  private int terms;

  private FilterParser(String text, int terms) {
    this.text = text;
    this.terms = terms;
  }

  /**
   * @param texts a row must satisfy all
   * @return each as it was understood
   * @throws QueryException naming filter, character and rule
   */
  public static List<Filter> parse(List<String> texts) {
    List<Filter> filters = new ArrayList<>();
    int terms = 0;
    for (String text : texts) {
      FilterParser parser = new FilterParser(text, terms);
      filters.add(parser.whole());
      terms = parser.terms;
    }
    return List.copyOf(filters);
  }

  private Filter whole() {
    if (text.length() > LONGEST) {
      throw problem(Kind.FILTER_SIZE, LONGEST, "a filter has at most " + LONGEST + " characters");
    }
    Filter filter = or();
    if (at < text.length()) {
      throw problem(
          Kind.FILTER_PARENTHESIS,
          "this parenthesis was never opened; in a value it stands in double quotes");
    }
    return filter;
  }

  private Filter or() {
    List<Filter> parts = new ArrayList<>();
    do {
      parts.add(and());
    } while (takes("or"));
    return parts.size() == 1 ? parts.get(0) : new Filter.Or(parts);
  }

  private Filter and() {
    List<Filter> parts = new ArrayList<>();
    do {
      parts.add(not());
    } while (takes("and") || !(at == text.length() || text.charAt(at) == ')' || stands("or")));
    return parts.size() == 1 ? parts.get(0) : new Filter.And(parts);
  }

  private Filter not() {
    skipSpaces();
    int from = at;
    boolean turned = takes("not");
    if (!turned && !text.startsWith("(", at)) {
      return term();
    }
    if (++depth > DEEPEST) {
      throw problem(Kind.FILTER_SIZE, from, "not and parentheses go at most " + DEEPEST + " deep");
    }
    Filter filter = turned ? new Filter.Not(not()) : group();
    depth--;
    return filter;
  }

  private Filter group() {
    int open = at++;
    Filter filter = or();
    if (at == text.length()) {
      throw problem(Kind.FILTER_PARENTHESIS, open, "this parenthesis is never closed");
    }
    at++;
    skipSpaces();
    return filter;
  }

  // a word joins when it stands alone
  private boolean stands(String word) {
    int end = at + word.length();
    return text.startsWith(word, at) && (end == text.length() || endsBareValue(text.charAt(end)));
  }

  private boolean takes(String word) {
    boolean taken = stands(word);
    if (taken) {
      at += word.length();
      skipSpaces();
    }
    return taken;
  }

  private Term term() {
    if (terms++ == MOST) {
      throw problem(
          Kind.FILTER_SIZE, "a list takes at most " + MOST + " terms, in all its filters");
    }
    int fieldAt = at;
    String field = field();
    skipSpaces();
    Operator operator = Operator.at(text, at);
    if (operator == null) {
      boolean joins = WORDS.contains(field.toLowerCase(Locale.ROOT));
      throw joins
          ? problem(
              Kind.FILTER_FORM,
              fieldAt,
              "here a term begins, such as avail!=up; got " + field + joining(field))
          : problem(
              Kind.FILTER_FORM,
              "after "
                  + field
                  + " comes one of = != =~ !~ > < >= <=; a value with spaces stands in double"
                  + " quotes");
    }
    at += operator.sign().length();
    skipSpaces();
    int valueAt = at;
    String value = value(field, operator);
    skipSpaces();
    return new Term(field, operator, value, text, fieldAt, valueAt);
  }

  private static String joining(String word) {
    return WORDS.contains(word) ? "" : ", which is written " + word.toLowerCase(Locale.ROOT);
  }

  private String field() {
    int from = at;
    while (at < text.length() && isFieldPart(text.charAt(at), at > from)) {
      at++;
    }
    if (at == from) {
      throw problem(
          Kind.FILTER_FORM, "a term begins with the name of a field, for example avail!=up");
    }
    return text.substring(from, at);
  }

  private static boolean isFieldPart(char c, boolean inside) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || inside && (c >= '0' && c <= '9' || c == '.');
  }

  private String value(String field, Operator operator) {
    boolean isQuoted = at < text.length() && text.charAt(at) == '"';
    int from = at;
    String value = isQuoted ? quoted() : bare();
    if (at < text.length() && !isSpace(text.charAt(at)) && text.charAt(at) != ')') {
      throw problem(
          Kind.FILTER_FORM,
          isQuoted
              ? "after a value in quotes comes a space"
              : "a value with quotes or parentheses stands in double quotes");
    }
    if (at == from) {
      throw problem(
          Kind.FILTER_FORM,
          "a value is missing; what is empty is found with " + field + "=" + EMPTY);
    }
    return value.equals(EMPTY) && !isQuoted && !operator.isPattern() ? "" : value;
  }

  private String bare() {
    int from = at;
    while (at < text.length() && !endsBareValue(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quoted() {
    int open = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      value.append(c);
    }
    throw problem(Kind.FILTER_QUOTE, open, "this quote is never closed");
  }

  private void skipSpaces() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  static boolean endsBareValue(int c) {
    return isSpace(c) || c == '"' || c == '(' || c == ')';
  }

  /** Whether a bare value would be read as a part of its operator: = and ~x. */
  static boolean extendsOperator(String value) {
    return value.startsWith("=") || value.startsWith("~");
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private QueryException problem(Kind kind, String rule) {
    int end = at;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    String found = end == at ? "nothing more" : QueryException.shorten(text.substring(at, end));
    return problem(kind, at, rule + "; got " + found);
  }

  private QueryException problem(Kind kind, int place, String rule) {
    return QueryException.at(kind, Map.of(), text, place, rule);
  }
}
