package io.vigie.api.feed;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.format.Format;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;

/** The parameters of a feed, for its description; they are read from {@code request}. */
@Introspected
record FeedQuery(
    HttpRequest<?> request,
    @Nullable
        @QueryValue
        @Format("MULTI")
        @Parameter(description = "A filter, as of the list", example = "[\"state=open\"]")
        List<String> q,
    @Nullable
        @QueryValue
        @Parameter(
            description =
                "en or fr; absent: as Accept-Language says, without it as of the person's mails")
        String lang,
    @Nullable
        @QueryValue
        @Parameter(
            description = "An API token of scope feed, for readers that cannot sign in otherwise")
        String token) {
  /** Those that the list itself does not know. */
  static final List<String> BESIDE = List.of("lang", "token");
}
