package io.vigie.api.list;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The parameters of every list, for its description. */
@Parameters({
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description =
          "A filter: field, operator, value. Operators are = != =~ !~ > < >= <=; =~ takes an RE2"
              + " pattern. A value with spaces, quotes or parentheses stands in double quotes; the"
              + " word empty is the empty value. On a moment a duration compares ages (since>2h:"
              + " longer than two hours), a date compares moments. Repeated, all must hold.",
      example = "avail!=up",
      array = @ArraySchema(schema = @Schema(type = "string"))),
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description =
          "Fields, the first one first, each with - for downwards. Without it: worst first, actions"
              + " newest first",
      example = "-since,service",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "Rows a page",
      schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "200")),
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "next of the page before, with the same q and sort",
      schema = @Schema(type = "string"))
})
@Retention(RetentionPolicy.RUNTIME)
public @interface ListParameters {}
