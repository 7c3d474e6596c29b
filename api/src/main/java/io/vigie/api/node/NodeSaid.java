package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What people say of a node. In a wish null is what it does not speak of; in what is kept nothing
 * is null, and empty is what people leave to the agent.
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "What people say of a node; what they leave empty is as its agent says")
public record NodeSaid(
    String site,
    String building,
    String room,
    String rack,
    String enclosure,
    @Schema(description = "Place in rack or enclosure") String slot,
    @Schema(description = "Names of its feeds, any one of which is enough") List<String> power,
    String team,
    String serial,
    @Schema(description = "Number in the inventory of the house") String asset,
    @Schema(description = "Last day, empty for none", example = "2027-03-31") String warrantyEnd,
    @Schema(description = "Last day, empty for none", example = "2027-03-31") String maintenanceEnd,
    String comment) {
  static final NodeSaid NOTHING =
      new NodeSaid("", "", "", "", "", "", List.of(), "", "", "", "", "", "");

  private static final int LABEL = 255;
  private static final int COMMENT = 1_000;
  private static final int DAY = "2027-03-31".length();
  private static final int MOST_FEEDS = 20;

  /**
   * As it is kept.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 400 naming value and rule
   */
  NodeSaid checked() {
    return new NodeSaid(
        label("site", site),
        label("building", building),
        label("room", room),
        label("rack", rack),
        label("enclosure", enclosure),
        label("slot", slot),
        power == null ? null : feeds(power),
        label("team", team),
        label("serial", serial),
        label("asset", asset),
        day("warrantyEnd", warrantyEnd),
        day("maintenanceEnd", maintenanceEnd),
        text("comment", comment, COMMENT));
  }

  /** With what was before where this does not speak. */
  NodeSaid over(NodeSaid before) {
    return new NodeSaid(
        or(before, NodeSaid::site),
        or(before, NodeSaid::building),
        or(before, NodeSaid::room),
        or(before, NodeSaid::rack),
        or(before, NodeSaid::enclosure),
        or(before, NodeSaid::slot),
        or(before, NodeSaid::power),
        or(before, NodeSaid::team),
        or(before, NodeSaid::serial),
        or(before, NodeSaid::asset),
        or(before, NodeSaid::warrantyEnd),
        or(before, NodeSaid::maintenanceEnd),
        or(before, NodeSaid::comment));
  }

  /** Without what the other says likewise. */
  NodeSaid but(NodeSaid other) {
    return new NodeSaid(
        unless(other, NodeSaid::site),
        unless(other, NodeSaid::building),
        unless(other, NodeSaid::room),
        unless(other, NodeSaid::rack),
        unless(other, NodeSaid::enclosure),
        unless(other, NodeSaid::slot),
        unless(other, NodeSaid::power),
        unless(other, NodeSaid::team),
        unless(other, NodeSaid::serial),
        unless(other, NodeSaid::asset),
        unless(other, NodeSaid::warrantyEnd),
        unless(other, NodeSaid::maintenanceEnd),
        unless(other, NodeSaid::comment));
  }

  private <T> T unless(NodeSaid other, Function<NodeSaid, T> field) {
    T here = field.apply(this);
    return Objects.equals(here, field.apply(other)) ? null : here;
  }

  private <T> T or(NodeSaid before, Function<NodeSaid, T> field) {
    T here = field.apply(this);
    return here == null ? field.apply(before) : here;
  }

  private static List<String> feeds(List<String> names) {
    if (names.stream().anyMatch(Objects::isNull)) {
      throw Refusal.wrong("power: a feed has a name without semicolon; got null");
    }
    List<String> feeds =
        names.stream().map(name -> label("power", name)).distinct().sorted().toList();
    if (feeds.size() > MOST_FEEDS) {
      throw Refusal.wrong("power has at most " + MOST_FEEDS + " feeds; got " + feeds.size());
    }
    // a semicolon stands between names in a cell of a file
    feeds.stream()
        .filter(feed -> feed.isEmpty() || feed.contains(";"))
        .findFirst()
        .ifPresent(
            feed -> {
              throw Refusal.wrong(
                  "power: a feed has a name without semicolon; got \"" + feed + '"');
            });
    return feeds;
  }

  private static String label(String field, String value) {
    String label = text(field, value, LABEL);
    if (label != null && label.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.wrong(field + " is one line without control characters");
    }
    return label;
  }

  private static String text(String field, String value, int most) {
    if (value == null) {
      return null;
    }
    String text = value.strip();
    if (text.length() > most) {
      throw Refusal.wrong(field + " has at most " + most + " characters; got " + text.length());
    }
    return text;
  }

  // a downloaded file has the moment the day begins
  private static String day(String field, String value) {
    String day = text(field, value, LABEL);
    if (day == null || day.isEmpty()) {
      return day;
    }
    String date = day.endsWith("T00:00:00.000Z") ? day.substring(0, day.indexOf('T')) : day;
    // a year of more digits has a sign before it
    if (date.length() == DAY) {
      try {
        return LocalDate.parse(date).toString();
      } catch (DateTimeParseException e) {
        // said below
      }
    }
    throw Refusal.wrong(field + " is a day such as 2027-03-31; got \"" + day + '"');
  }
}
