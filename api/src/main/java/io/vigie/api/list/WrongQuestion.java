package io.vigie.api.list;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.vigie.api.web.Problem;
import io.vigie.filter.QueryException;
import jakarta.inject.Singleton;

/** Tells what is wrong with a question, to people and to programs. */
@Singleton
final class WrongQuestion implements ExceptionHandler<QueryException, HttpResponse<Problem>> {

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<Problem> handle(HttpRequest request, QueryException wrong) {
    return Problem.answer(
        HttpStatus.BAD_REQUEST, wrong.kind().wire(), wrong.params(), wrong.getMessage());
  }
}
