package io.vigie.api.live;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.list.Position;
import io.vigie.api.list.Sights;
import io.vigie.api.session.Person;
import io.vigie.api.web.Problem;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Changes as they come. */
@Controller("/api/v1/events")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "events")
final class LiveController {
  /** A page that is told to read again finds the same old position while the recorder is behind. */
  private static final Duration BEFORE_RESET = Duration.ofSeconds(1);

  private final Ring ring;
  private final Listeners listeners;
  private final Sights sights;

  LiveController(Ring ring, Listeners listeners, Sights sights) {
    this.sights = sights;
    this.ring = ring;
    this.listeners = listeners;
  }

  @Get(produces = MediaType.TEXT_EVENT_STREAM)
  @Operation(
      summary = "Changes of rows, as server-sent events",
      description =
          "Events instance, service, node, action, alert, ticket and sync carry {id, n, removed, row}: rows"
              + " as the lists have them, of two with the same id the greater n is newer. pulse carries"
              + " {lagMillis} each second. reset: read the list again and begin from its position."
              + " With list, and filters of it, only its rows are told; one that the filters do"
              + " not hold of, now or any more, as removed.")
  @ApiResponse(responseCode = "200", description = "A stream without end")
  @ApiResponse(responseCode = "400", description = "A filter is wrong; the detail says how")
  @ApiResponse(responseCode = "503", description = "Too many listen already")
  HttpResponse<?> events(
      HttpRequest<?> request,
      Authentication authentication,
      @Nullable
          @QueryValue
          @Parameter(description = "position of a list; without it only what comes from now on")
          String position,
      @Nullable
          @QueryValue
          @Parameter(description = "instances, services, nodes, actions, alerts, tickets or syncs")
          String list,
      @Nullable @QueryValue @Parameter(description = "filters as the list takes them; with list")
          List<String> q,
      @Nullable @Header("Last-Event-ID") @Parameter(hidden = true) String lastEventId) {
    if (listeners.full()) {
      return Problem.answer(
              HttpStatus.SERVICE_UNAVAILABLE,
              Listeners.MOST + " browsers listen already; try again in a moment")
          .header(HttpHeaders.RETRY_AFTER, "10");
    }
    Wanted wants = wants(list, request.getParameters().getAll("q"));
    return HttpResponse.ok(events(Person.of(authentication), position, wants, lastEventId))
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header("X-Accel-Buffering", "no");
  }

  private static Wanted wants(String list, List<String> q) {
    if (list == null && !q.isEmpty()) {
      throw new HttpStatusException(
          HttpStatus.BAD_REQUEST, "q asks about the rows of a list: say which, as list=services");
    }
    return list == null ? null : Wanted.of(list, q);
  }

  private Publisher<Event<String>> events(
      Person person, String position, Wanted wants, String lastEventId) {
    Position from;
    try {
      // where the browser was when the line broke; its page is older
      from = parse(lastEventId == null || lastEventId.isEmpty() ? position : lastEventId);
    } catch (IllegalArgumentException e) {
      if (lastEventId != null) {
        return tooOld();
      }
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, e.getMessage());
    }
    OptionalLong first = from == null ? OptionalLong.of(ring.head()) : ring.join(from);
    return first.isEmpty() ? tooOld() : listen(person, from, wants, first.getAsLong());
  }

  private static Position parse(String text) {
    return text == null || text.isEmpty() ? null : Position.parse(text);
  }

  private Flux<Event<String>> listen(Person person, Position from, Wanted wants, long first) {
    return Flux.create(
        sink -> {
          Listener listener =
              new Listener(ring, sink, person, sights.of(person), from, wants, first);
          sink.onDispose(() -> listeners.remove(listener));
          listeners.add(listener);
          sink.onRequest(asked -> listener.drain());
        },
        FluxSink.OverflowStrategy.ERROR);
  }

  private static Flux<Event<String>> tooOld() {
    return Flux.just(Listener.reset()).delaySequence(BEFORE_RESET);
  }
}
