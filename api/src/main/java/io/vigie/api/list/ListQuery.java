package io.vigie.api.list;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.format.Format;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The parameters of every list, for its description. What is asked is read from {@code request}:
 * the framework would cut a filter at its commas.
 */
@Introspected
public record ListQuery(
    HttpRequest<?> request,
    @Nullable
        @QueryValue
        @Format("MULTI")
        @Parameter(
            description =
                "A filter: terms of field, operator, value, joined by or, by and or a space, turned"
                    + " round by not, grouped by parentheses; not binds before and, that before"
                    + " or. Operators are = != =~ !~ > < >= <=; =~ takes an RE2 pattern. A value"
                    + " with spaces, quotes or parentheses stands in double quotes; the word empty"
                    + " is the empty value, and what a row lacks is empty. On a moment a duration"
                    + " compares ages (since>2h: longer than two hours), a date compares moments."
                    + " Repeated, all must hold.",
            example = "[\"avail!=up (env=PRD or app=empty)\", \"since>2h\"]")
        List<String> q,
    @Nullable
        @QueryValue
        @Parameter(
            description =
                "Fields, the first one first, each with - for downwards. Without it: worst first,"
                    + " actions and audit newest first",
            example = "-since,service")
        String sort,
    @Nullable
        @QueryValue
        @Parameter(
            description = "Rows a page",
            schema =
                @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "200"))
        String limit,
    @Nullable
        @QueryValue
        @Parameter(description = "next of the page before, with the same q and sort")
        String cursor) {}
