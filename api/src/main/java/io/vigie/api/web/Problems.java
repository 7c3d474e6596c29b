package io.vigie.api.web;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every error the framework answers becomes a {@link Problem}; of our own faults it tells nothing.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class Problems implements ErrorResponseProcessor<Problem> {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final int LONGEST = 500;

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = Optional.of(response.status()).orElse(HttpStatus.INTERNAL_SERVER_ERROR);
    String detail = status == HttpStatus.INTERNAL_SERVER_ERROR ? ours(context) : theirs(context);
    response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
    return response.body(Problem.of(status, detail)).contentType(Problem.MEDIA_TYPE);
  }

  private static String ours(ErrorContext context) {
    LOG.atError()
        .addKeyValue("method", context.getRequest().getMethodName())
        .addKeyValue("path", context.getRequest().getPath())
        .setCause(context.getRootCause().orElse(null))
        .log("a request failed");
    return "the server failed at it; its log says why";
  }

  private static String theirs(ErrorContext context) {
    String told =
        context
            .getRootCause()
            .flatMap(JsonFault::inWords)
            .orElseGet(
                () ->
                    context.getErrors().stream()
                        .map(
                            error ->
                                error.getPath().map(path -> path + ": ").orElse("")
                                    + error.getMessage())
                        .collect(Collectors.joining("; ")));
    return told.length() <= LONGEST ? told : told.substring(0, LONGEST) + "…";
  }
}
