package io.vigie.api.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.vigie.api.web.Problem;
import io.vigie.api.web.Refusals;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells who asks: by the cookie of a session, by Basic, or by the token in the address of a feed.
 * With one of these two a cookie counts nothing.
 */
@Singleton
final class Gate implements AuthenticationFetcher<HttpRequest<?>> {
  private static final String BASIC = "Basic ";
  private static final int LONGEST = 4_096;
  private static final String FAILED = "too many failed sign-ins";
  private static final String UNKNOWN =
      "there is no such user with this password or API token: check both";
  private static final String UNKNOWN_FROM_AFAR =
      "there is no such user with this API token; a password is good in a browser, and for scripts"
          + " on the collector's own machine: make a token with POST /api/v1/tokens";

  private static final String UNKNOWN_OF_FEED =
      "the token in this address is none of scope feed that is good: make one with POST"
          + " /api/v1/tokens, or in the console beside the list";

  private final Sessions sessions;
  private final Door door;
  private final Cookies cookies;
  private final Scheduler blocking;

  Gate(
      Sessions sessions,
      Door door,
      Cookies cookies,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.sessions = sessions;
    this.door = door;
    this.cookies = cookies;
    this.blocking = Schedulers.fromExecutorService(blocking);
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return Mono.<Authentication>fromCallable(() -> basic(request, authorization))
          .subscribeOn(blocking);
    }
    String token = FeedAddress.token(request);
    if (token != null) {
      return Mono.<Authentication>fromCallable(() -> feed(request, token)).subscribeOn(blocking);
    }
    String secret = cookies.read(request).orElse("");
    if (secret.isEmpty()) {
      return Mono.empty();
    }
    Optional<Person> known = sessions.known(secret);
    return known != null
        ? Mono.justOrEmpty(known.map(Authentication.class::cast))
        : Mono.<Authentication>fromCallable(() -> session(request, secret)).subscribeOn(blocking);
  }

  private Person session(HttpRequest<?> request, String secret) {
    Person person = sessions.find(secret).orElse(null);
    if (person != null && request.getPath().startsWith(Renewal.WHERE)) {
      sessions.renew(secret).ifPresent(next -> request.setAttribute(Renewal.SUCCESSOR, next));
    }
    return person;
  }

  private Person basic(HttpRequest<?> request, String authorization) {
    String[] pair = decode(authorization).split(":", 2);
    if (pair.length < 2) {
      request.setAttribute(Refusals.WHY, "the header Authorization must be Basic, name:token");
      return null;
    }
    boolean loopback = Origins.loopback(request);
    Door.Answer answer = door.basic(pair[0], pair[1], Origins.address(request), loopback);
    if (answer instanceof Door.Answer.Wait wait) {
      throw new TooManyTries(wait, FAILED);
    }
    if (answer instanceof Door.Answer.Welcome welcome) {
      return welcome.person();
    }
    request.setAttribute(
        Refusals.WHY,
        answer instanceof Door.Answer.Expired expired
            ? expired(expired.token())
            : loopback ? UNKNOWN : UNKNOWN_FROM_AFAR);
    return null;
  }

  private Person feed(HttpRequest<?> request, String token) {
    Door.Answer answer = door.feed(token, Origins.address(request));
    if (answer instanceof Door.Answer.Wait wait) {
      throw new TooManyTries(wait, "too many readings of feeds within a minute");
    }
    if (answer instanceof Door.Answer.Welcome welcome) {
      return welcome.person();
    }
    request.setAttribute(
        Refusals.WHY,
        answer instanceof Door.Answer.Expired expired ? expired(expired.token()) : UNKNOWN_OF_FEED);
    return null;
  }

  private static String expired(Token token) {
    return "the API token "
        + token.name()
        + " expired at "
        + Instant.ofEpochMilli(token.expires())
        + "; delete it and make another one with POST /api/v1/tokens";
  }

  /** Empty when it is no Basic. */
  private static String decode(String authorization) {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())
        || authorization.length() > LONGEST) {
      return "";
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      return new String(pair, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // not Base64: nobody we know
      return "";
    }
  }

  static MutableHttpResponse<?> tooMany(Door.Answer.Wait wait) {
    return tooMany(wait, FAILED);
  }

  private static MutableHttpResponse<?> tooMany(Door.Answer.Wait wait, String what) {
    return Problem.answer(
            HttpStatus.TOO_MANY_REQUESTS, what + "; try again in " + wait.seconds() + " s")
        .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds()));
  }

  static final class TooManyTries extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Door.Answer.Wait wait;

    TooManyTries(Door.Answer.Wait wait, String what) {
      super(what, null, false, false);
      this.wait = wait;
    }
  }

  @Singleton
  static final class TooManyTriesHandler
      implements ExceptionHandler<TooManyTries, MutableHttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes")
    public MutableHttpResponse<?> handle(HttpRequest request, TooManyTries refusal) {
      return tooMany(refusal.wait, refusal.getMessage());
    }
  }
}
