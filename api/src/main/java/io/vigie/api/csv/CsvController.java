package io.vigie.api.csv;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sights;
import io.vigie.api.table.Tables;
import io.vigie.api.web.Problem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Whole lists as files. An address of its own: a link to it can be clicked, sent and kept. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "lists")
final class CsvController {
  private static final String TYPE = "text/csv; charset=utf-8; header=present";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Downloads downloads;
  private final Sights sights;

  CsvController(Downloads downloads, Sights sights) {
    this.sights = sights;
    this.downloads = downloads;
  }

  // no HEAD: it would open a download that nobody takes
  @Get(uri = "/{list}.csv", headRoute = false)
  @Operation(
      operationId = "downloadList",
      summary = "A whole list as CSV, by the filters and the sort of the list",
      description =
          "RFC 4180 in UTF-8, as of one moment, a column for each field the list can be filtered"
              + " by. Text that a spreadsheet would take for a formula begins with an apostrophe."
              + " A file that could not be made whole ends with a broken connection.")
  @ApiResponse(
      responseCode = "200",
      description = "The rows, a header line first",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  @ApiResponse(responseCode = "404", description = "There is no such list")
  @ApiResponse(responseCode = "503", description = "Too many are under way; Retry-After says when")
  HttpResponse<?> download(
      @Parameter(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {
                        "instances",
                        "services",
                        "nodes",
                        "actions",
                        "alerts",
                        "checks",
                        "syncs",
                        "tickets",
                        "apps",
                        "people",
                        "groups"
                      }))
          String list,
      @RequestBean CsvQuery query,
      Authentication person) {
    RowTable<?> table = Tables.of(list);
    return downloads
        .begin(table, query.request().getParameters(), sights.of(person))
        .<HttpResponse<?>>map(
            pieces ->
                HttpResponse.ok(pieces)
                    .header(HttpHeaders.CONTENT_TYPE, TYPE)
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + fileName(list) + '"')
                    .header("X-Accel-Buffering", "no"))
        .orElseGet(
            () ->
                Problem.answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        Downloads.MOST + " downloads are under way; try again in a moment")
                    .header(HttpHeaders.RETRY_AFTER, "10"));
  }

  private static String fileName(String list) {
    return "vigie-" + list + '-' + STAMP.format(Instant.now()) + ".csv";
  }
}
