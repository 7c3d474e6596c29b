package io.vigie.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Silence;
import io.vigie.contract.event.SilenceKind;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.ServiceId;
import io.vigie.filter.QueryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilencePlanTest {
  private static final Instant BEGIN = Instant.parse("2026-10-04T00:00:00Z");
  private static final ServiceId WEB = new ServiceId("prod", "web");

  @Test
  void aSilenceIsInForceFromItsBeginToItsEnd() {
    SilencePlan plan = SilencePlan.of(silence("", List.of(), BEGIN.plusSeconds(60), "", 0));

    assertThat(plan.inForce(millis("2026-10-03T23:59:59.999Z"))).isFalse();
    assertThat(plan.inForce(millis("2026-10-04T00:00:00Z"))).isTrue();
    assertThat(plan.inForce(millis("2026-10-04T00:00:59.999Z"))).isTrue();
    assertThat(plan.inForce(millis("2026-10-04T00:01:00Z"))).isFalse();
    assertThat(plan.inForce(millis("2026-10-04T00:00:30Z"))).as("back in time").isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-10-18T00:00:00Z, true,  02:00 in summer
          2026-10-18T01:59:59Z, true,  to 04:00
          2026-10-18T02:00:00Z, false, no longer
          2026-10-25T00:30:00Z, false, the clock goes back that night
          2026-10-25T01:00:00Z, true,  02:00 in winter
          2026-10-26T01:00:00Z, false, no Sunday
          2026-11-29T02:59:59Z, true,  the last one
          2026-12-06T01:00:00Z, false, after its end
          """)
  void whatRecursDoesSoByTheClockOfItsZone(String at, boolean inForce, String why) {
    Instant end = Instant.parse("2026-12-01T00:00:00Z");
    SilencePlan plan =
        SilencePlan.of(silence("", List.of(), end, "FREQ=WEEKLY;BYDAY=SU", 2 * 3_600));

    assertThat(plan.inForce(millis(at))).as(why).isEqualTo(inForce);
  }

  @Test
  void whatRecursSaysWhenItChangesNext() {
    SilencePlan plan = SilencePlan.of(silence("", List.of(), null, "FREQ=DAILY;COUNT=2", 3_600));

    assertThat(plan.changesAfter(millis("2026-10-04T00:10:00Z")))
        .isEqualTo(millis("2026-10-04T01:00:00Z"));
    assertThat(plan.changesAfter(millis("2026-10-04T01:00:00Z")))
        .isEqualTo(millis("2026-10-05T00:00:00Z"));
    assertThat(plan.changesAfter(millis("2026-10-05T01:00:00Z"))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void manyYearsOfADailyOneAreSoonPassed() {
    SilencePlan plan = SilencePlan.of(silence("", List.of(), null, "FREQ=DAILY", 3_600));
    long began = System.nanoTime();

    assertThat(plan.inForce(millis("2056-01-01T00:00:00Z"))).isFalse();
    assertThat(plan.inForce(millis("2056-01-01T01:00:00Z"))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WEEKLY                        | Missing
          FREQ=SECONDLY                 | FREQ is one of DAILY
          FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | never occurs
          FREQ=DAILY;UNTIL=20200101T000000Z   | never occurs
          """)
  void aRecurrenceThatIsNoneSaysWhy(String rule, String why) {
    assertThatThrownBy(() -> SilencePlan.of(silence("", List.of(), null, rule, 3_600)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                             | true
          kind=service-unavailable       | true
          severity=critical env=PRD      | true
          severity=warning               | false
          cluster=prod service=~^w       | true
          service=db or node=n1          | false
          app=shop                       | true
          apps=crm                       | true
          id=service-unavailable:prod/web | true
          state=open production=true     | true
          anchor=prod/web detail=empty   | true
          """)
  void itsFilterSaysWhichAlertsItHits(String q, boolean hit) {
    assertThat(plan(q, List.of()).hits(alert(List.of("shop", "crm")))).isEqualTo(hit);
  }

  @Test
  void anAppsPeopleHitOnlyWhatIsTheirsAlone() {
    SilencePlan shop = plan("", List.of("shop", "none"));

    assertThat(shop.hits(alert(List.of("shop")))).isTrue();
    assertThat(shop.hits(alert(List.of("shop", "crm")))).isFalse();
    assertThat(shop.hits(alert(List.of()))).as("the app none").isTrue();
    assertThat(plan("", List.of("shop")).hits(alert(List.of()))).isFalse();
  }

  @Test
  void whatChangesWithTimeIsNotAskedFor() {
    assertThatThrownBy(() -> plan("since>2h", List.of()))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("there is no field since; fields are anchor, app, apps");
  }

  private static SilencePlan plan(String q, List<String> apps) {
    return SilencePlan.of(silence(q, apps, BEGIN.plusSeconds(60), "", 0));
  }

  private static Silence silence(
      String q, List<String> apps, Instant end, String recurrence, long seconds) {
    return new Silence(
        "s1",
        SilenceKind.SILENCE,
        q,
        apps,
        BEGIN,
        end,
        recurrence,
        "Europe/Paris",
        seconds,
        false,
        "why",
        "zoe");
  }

  private static long millis(String at) {
    return Instant.parse(at).toEpochMilli();
  }

  private static Alert alert(List<String> apps) {
    return new Alert(
        AlertId.of(AlertKind.SERVICE_UNAVAILABLE, WEB.toString(), ""),
        1,
        1,
        1,
        AlertState.OPEN,
        Severity.CRITICAL,
        AlertMove.RAISED,
        false,
        null,
        BEGIN,
        BEGIN,
        BEGIN,
        null,
        "",
        "PRD",
        true,
        apps,
        WEB,
        null,
        "",
        null,
        null,
        Map.of(),
        List.of());
  }
}
