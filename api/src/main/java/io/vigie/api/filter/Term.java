package io.vigie.api.filter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One question about one field: {@code avail!=up}.
 *
 * @param value without quotes; empty for the word {@code empty}
 * @param source the text it was read from, for messages
 * @param fieldAt where in the source its field begins, from 0
 * @param valueAt where in the source its value begins, from 0
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "A filter as the server understood it")
public record Term(
    @Schema(example = "avail") String field,
    @Schema(example = "!=", type = "string") Operator op,
    @Schema(example = "up", description = "Empty for the word empty") String value,
    @JsonIgnore String source,
    @JsonIgnore int fieldAt,
    @JsonIgnore int valueAt) {

  /** As it may be asked again. */
  @JsonProperty
  @Schema(example = "avail!=up")
  public String text() {
    return field + op.sign() + quoted();
  }

  private String quoted() {
    if (value.isEmpty()) {
      return TermParser.EMPTY;
    }
    boolean bare =
        value.chars().noneMatch(TermParser::endsBareValue) && !TermParser.extendsOperator(value);
    return bare && !value.equals(TermParser.EMPTY)
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  QueryException fieldProblem(String rule) {
    return QueryException.at(source, fieldAt, rule);
  }

  QueryException valueProblem(String rule) {
    return QueryException.at(source, valueAt, rule);
  }
}
