package io.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.TicketRule;
import io.vigie.contract.id.AlertId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** After how long an alert becomes a ticket. */
class TicketPolicyTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Alert CRITICAL =
      alert(AlertKind.SERVICE_UNAVAILABLE, Severity.CRITICAL, true, "erp");
  private static final Alert ELSEWHERE =
      alert(AlertKind.SERVICE_UNAVAILABLE, Severity.CRITICAL, false, "erp");
  private static final Alert FAILED = alert(AlertKind.ACTION_FAILED, Severity.ERROR, true, "shop");

  @Test
  void untilPeopleSaySomethingTheDefaultsCount() {
    TicketPolicy policy = new TicketPolicy();
    assertThat(policy.afterSeconds(CRITICAL)).isEqualTo(300);
    assertThat(policy.afterSeconds(alert(AlertKind.NODE_SILENT, Severity.ERROR, true)))
        .isEqualTo(3_600);
    assertThat(policy.afterSeconds(FAILED)).isEqualTo(86_400);
    assertThat(policy.afterSeconds(ELSEWHERE)).isNull();
    assertThat(policy.afterSeconds(alert(AlertKind.NODE_FROZEN, Severity.WARNING, true))).isNull();
    assertThat(policy.of(CRITICAL).closes()).isTrue();
  }

  @Test
  void theMostParticularOfPeoplesRulesCounts() {
    TicketPolicy policy =
        TicketPolicy.of(
            List.of(
                rule("1", "", null, null, true, 1L),
                rule("2", "", null, Severity.CRITICAL, null, 2L),
                rule("3", "", AlertKind.SERVICE_UNAVAILABLE, null, null, 3L),
                rule("4", "erp", null, null, null, 4L)));
    assertThat(policy.afterSeconds(CRITICAL)).isEqualTo(4);
    policy.forget("4");
    assertThat(policy.afterSeconds(CRITICAL)).isEqualTo(3);
    policy.forget("3");
    assertThat(policy.afterSeconds(CRITICAL)).isEqualTo(2);
    assertThat(policy.afterSeconds(FAILED)).isEqualTo(1);
  }

  @Test
  void peoplesRulesComeBeforeEveryDefault() {
    TicketPolicy policy = TicketPolicy.of(List.of(rule("1", "", null, null, null, null)));
    assertThat(policy.afterSeconds(CRITICAL)).isNull();
    assertThat(policy.afterSeconds(FAILED)).isNull();
  }

  @Test
  void ofSeveralAlikeTheOneMadeLastCounts() {
    TicketPolicy policy =
        TicketPolicy.of(
            List.of(
                rule("2026-b", "erp", null, null, null, 20L),
                rule("2026-a", "erp", null, null, null, 10L)));
    assertThat(policy.afterSeconds(CRITICAL)).isEqualTo(20);
    policy.take(rule("2026-b", "shop", null, null, null, 30L));
    assertThat(policy.afterSeconds(CRITICAL)).isEqualTo(10);
  }

  @Test
  void whatNamesNoAppIsOfTheAppNone() {
    TicketPolicy policy = TicketPolicy.of(List.of(rule("1", "none", null, null, null, 7L)));
    assertThat(policy.afterSeconds(alert(AlertKind.NODE_SILENT, Severity.INFO, false)))
        .isEqualTo(7);
    assertThat(policy.afterSeconds(ELSEWHERE)).isNull();
  }

  @Test
  void whatIsAboutVigieItselfIsNeverATicket() {
    TicketPolicy policy = TicketPolicy.of(List.of(rule("1", "", null, null, null, 0L)));
    assertThat(policy.afterSeconds(CRITICAL)).isZero();
    assertThat(policy.afterSeconds(alert(AlertKind.DEAD_LETTER, Severity.ERROR, true))).isNull();
  }

  private static TicketRule rule(
      String id, String app, AlertKind kind, Severity severity, Boolean production, Long after) {
    return new TicketRule(id, app, kind, severity, production, after, false, "ann");
  }

  private static Alert alert(
      AlertKind kind, Severity severity, boolean production, String... apps) {
    return new Alert(
        AlertId.of(kind, "prod/web", ""),
        1,
        1,
        1,
        AlertState.OPEN,
        severity,
        AlertMove.RAISED,
        false,
        null,
        NOW,
        NOW,
        NOW,
        null,
        "",
        production ? "PRD" : "DEV",
        production,
        List.of(apps),
        null,
        null,
        "",
        null,
        null,
        Map.of(),
        List.of());
  }
}
