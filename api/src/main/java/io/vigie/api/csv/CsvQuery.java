package io.vigie.api.csv;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.format.Format;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;

/** The parameters of a download, for its description; they are read from {@code request}. */
@Introspected
record CsvQuery(
    HttpRequest<?> request,
    @Nullable
        @QueryValue
        @Format("MULTI")
        @Parameter(description = "A filter, as of the list", example = "[\"env=PRD avail!=up\"]")
        List<String> q,
    @Nullable
        @QueryValue
        @Parameter(description = "Fields, as of the list", example = "-since,service")
        String sort) {}
