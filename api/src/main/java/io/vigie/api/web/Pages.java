package io.vigie.api.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;

/** The console's files. What the sign-in needs is public, the rest is for those who signed in. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class Pages {
  private static final String REVALIDATE = "private, no-cache";

  /** The path names the version. */
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  private final Files files;
  private final ConsolePage console;

  Pages(Files files, ConsolePage console) {
    this.files = files;
    this.console = console;
  }

  @Get("/")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  HttpResponse<?> console(HttpRequest<?> request) {
    return answer(request, console.page(), REVALIDATE);
  }

  @Get("/login")
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<?> signIn(HttpRequest<?> request) {
    return answer(request, Files.SIGN_IN, REVALIDATE);
  }

  @Get("/favicon.ico")
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<?> icon() {
    return HttpResponse.status(HttpStatus.MOVED_PERMANENTLY)
        .headers(headers -> headers.location(URI.create("/assets/public/favicon.svg")));
  }

  @Get("/assets/public/{+path}")
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<?> publicAsset(HttpRequest<?> request, String path) {
    return answer(request, Files.ASSETS + "public/" + path, REVALIDATE);
  }

  @Get("/assets/{+path}")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  HttpResponse<?> asset(HttpRequest<?> request, String path) {
    return answer(request, Files.ASSETS + path, REVALIDATE);
  }

  /** A page of an older version, still open somewhere, gets what there is now. */
  @Get("/assets/v/{version}/{+path}")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  HttpResponse<?> versioned(HttpRequest<?> request, String version, String path) {
    boolean current = version.equals(console.version());
    return answer(request, Files.ASSETS + path, current ? FOR_EVER : REVALIDATE);
  }

  @Get("/webjars/{+path}")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  HttpResponse<?> webjar(HttpRequest<?> request, String path) {
    return answer(request, "META-INF/resources/webjars/" + path, FOR_EVER);
  }

  private HttpResponse<?> answer(HttpRequest<?> request, String resource, String caching) {
    return files
        .find(resource)
        .<HttpResponse<?>>map(file -> answer(request, file, caching))
        .orElseGet(() -> Problem.answer(HttpStatus.NOT_FOUND, "there is no " + request.getPath()));
  }

  private static HttpResponse<?> answer(HttpRequest<?> request, Files.File file, String caching) {
    boolean held = file.etag().equals(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH));
    return (held
            ? HttpResponse.notModified()
            : HttpResponse.ok(file.content()).contentType(file.type()))
        .header(HttpHeaders.ETAG, file.etag())
        .header(HttpHeaders.CACHE_CONTROL, caching);
  }
}
