package io.vigie.filter;

import io.vigie.filter.QueryException.Kind;
import java.util.Map;

/**
 * One question about one field: {@code avail!=up}.
 *
 * @param value without quotes; empty for the word {@code empty}
 * @param source the text it was read from, for messages
 * @param fieldAt where in the source its field begins, from 0
 * @param valueAt where in the source its value begins, from 0
 */
public record Term(String field, Operator op, String value, String source, int fieldAt, int valueAt)
    implements Filter {

  @Override
  public String text() {
    return field + op.sign() + quoted();
  }

  @Override
  public boolean only(String name) {
    return field.equals(name);
  }

  private String quoted() {
    if (value.isEmpty()) {
      return FilterParser.EMPTY;
    }
    boolean bare =
        value.chars().noneMatch(FilterParser::endsBareValue)
            && !FilterParser.extendsOperator(value);
    return bare && !value.equals(FilterParser.EMPTY)
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The field is not there. */
  QueryException fieldProblem(String rule) {
    return QueryException.at(Kind.FILTER_FIELD, Map.of("field", field), source, fieldAt, rule);
  }

  /** The field is not asked so. */
  QueryException operatorProblem(String rule) {
    return QueryException.at(
        Kind.FILTER_OPERATOR, Map.of("field", field, "operator", op.sign()), source, fieldAt, rule);
  }

  QueryException valueProblem(String rule) {
    return QueryException.at(
        Kind.FILTER_VALUE,
        Map.of("field", field, "operator", op.sign(), "value", value),
        source,
        valueAt,
        rule);
  }
}
