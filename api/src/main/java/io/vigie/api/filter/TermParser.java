package io.vigie.api.filter;

import java.util.List;

/**
 * The one reader of the filter grammar: {@code field op value}. A value with a space, a quote or a
 * parenthesis stands in double quotes, where a backslash takes the next character as it is; the
 * bare word {@code empty} is the empty value.
 */
public final class TermParser {
  static final String EMPTY = "empty";

  private static final int LONGEST = 1_000;
  private static final int MOST = 50;

  private final String text;
  private int at;

  private TermParser(String text) {
    this.text = text;
  }

  /**
   * @param texts each one term; a row must satisfy all
   * @throws QueryException naming filter, character and rule
   */
  public static List<Term> parse(List<String> texts) {
    if (texts.size() > MOST) {
      throw new QueryException("a list takes at most " + MOST + " filters; got " + texts.size());
    }
    return texts.stream().map(text -> new TermParser(text).only()).toList();
  }

  private Term only() {
    if (text.length() > LONGEST) {
      throw QueryException.at(text, LONGEST, "a filter has at most " + LONGEST + " characters");
    }
    Term term = term();
    skipSpaces();
    if (at < text.length()) {
      throw problem(
          "the filter ends before this; a value with spaces, quotes or parentheses stands in"
              + " double quotes, a second filter in a q of its own");
    }
    return term;
  }

  private Term term() {
    skipSpaces();
    int fieldAt = at;
    String field = field();
    skipSpaces();
    Operator operator = Operator.at(text, at);
    if (operator == null) {
      throw problem("after " + field + " comes one of = != =~ !~ > < >= <=");
    }
    at += operator.sign().length();
    skipSpaces();
    int valueAt = at;
    return new Term(field, operator, value(field, operator), text, fieldAt, valueAt);
  }

  private String field() {
    int from = at;
    while (at < text.length() && isFieldPart(text.charAt(at), at > from)) {
      at++;
    }
    if (at == from) {
      throw problem("a filter begins with the name of a field, for example avail!=up");
    }
    return text.substring(from, at);
  }

  private static boolean isFieldPart(char c, boolean inside) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || inside && (c >= '0' && c <= '9' || c == '.');
  }

  private String value(String field, Operator operator) {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int from = at;
    while (at < text.length() && !endsBareValue(text.charAt(at))) {
      at++;
    }
    if (at == from && at < text.length() && !isSpace(text.charAt(at))) {
      throw problem("a value with parentheses stands in double quotes");
    }
    if (at == from) {
      throw problem("a value is missing; what is empty is found with " + field + "=" + EMPTY);
    }
    String value = text.substring(from, at);
    return value.equals(EMPTY) && !operator.isPattern() ? "" : value;
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
    throw QueryException.at(text, open, "this quote is never closed");
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

  private QueryException problem(String rule) {
    return QueryException.at(text, at, rule);
  }
}
