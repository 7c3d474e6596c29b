package io.vigie.api.facet;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.format.Format;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;

/** The parameters of facets, for their description; they are read from {@code request}. */
@Introspected
record FacetQuery(
    HttpRequest<?> request,
    @Nullable
        @QueryValue
        @Format("MULTI")
        @Parameter(
            description = "A field that is text, a word, true or false; ten at most",
            example = "[\"env\", \"avail\"]")
        List<String> field,
    @Nullable
        @QueryValue
        @Format("MULTI")
        @Parameter(description = "A filter, as of the list", example = "[\"env=PRD avail!=up\"]")
        List<String> q) {}
