package io.vigie.api.feed;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.function.Function;

/** Lists as feeds, for programs that tell people what is new. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "lists")
final class FeedController {
  private static final String RSS = "application/rss+xml";
  private static final String ATOM = "application/atom+xml";
  private static final String MEANING =
      "The newest 100 of the rows you may see now, newest first. Each thing is an entry that keeps its"
          + " id while it lasts, and another when it is over. An ETag goes with it.";

  private final FeedReader feeds;

  FeedController(FeedReader feeds) {
    this.feeds = feeds;
  }

  // whatever a reader says it takes: a feed is what it asked for
  @Get("/{list}.rss")
  @Produces(MediaType.ALL)
  @Operation(operationId = "readRss", summary = "A list as RSS 2.0", description = MEANING)
  @ApiResponse(
      responseCode = "200",
      description = "The feed",
      content = @Content(mediaType = RSS, schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "304", description = "It is as If-None-Match knows it")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  @ApiResponse(responseCode = "404", description = "There is no such feed")
  @ApiResponse(responseCode = "429", description = "It is read too often")
  HttpResponse<?> rss(
      @Parameter(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"alerts", "actions", "tickets", "syncs"}))
          String list,
      @RequestBean FeedQuery query,
      Authentication person) {
    return answer(query.request(), feeds.read(list, query.request(), person), RSS, Rss::of);
  }

  @Get("/{list}.atom")
  @Produces(MediaType.ALL)
  @Operation(operationId = "readAtom", summary = "A list as Atom", description = MEANING)
  @ApiResponse(
      responseCode = "200",
      description = "The feed",
      content = @Content(mediaType = ATOM, schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "304", description = "It is as If-None-Match knows it")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  @ApiResponse(responseCode = "404", description = "There is no such feed")
  @ApiResponse(responseCode = "429", description = "It is read too often")
  HttpResponse<?> atom(
      @Parameter(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"alerts", "actions", "tickets", "syncs"}))
          String list,
      @RequestBean FeedQuery query,
      Authentication person) {
    return answer(query.request(), feeds.read(list, query.request(), person), ATOM, Atom::of);
  }

  private static HttpResponse<?> answer(
      HttpRequest<?> request, Feed feed, String type, Function<Feed, byte[]> format) {
    byte[] text = format.apply(feed);
    String tag = FeedReader.tag(text);
    MutableHttpResponse<?> answer =
        knows(request, tag)
            ? HttpResponse.notModified()
            : HttpResponse.ok(text).header(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8");
    return answer
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.LAST_MODIFIED, Rss.date(feed.updated()))
        // whoever may see less from now on shall not be shown what somebody kept
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header(HttpHeaders.VARY, "Accept-Language, Authorization, Cookie");
  }

  private static boolean knows(HttpRequest<?> request, String tag) {
    String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    return known != null
        && Arrays.stream(known.split(",")).map(String::strip).anyMatch(tag::equals);
  }
}
