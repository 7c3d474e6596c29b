package io.vigie.api.self;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.api.TestDatabase;
import io.vigie.api.list.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mails that nobody takes are told of once, and no longer than they wait. */
class UndeliveredTest {
  /** Long before the lab's own look, which sees nothing of these. */
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private long nanos;
  private final Undelivered source =
      new Undelivered(
          new Snapshots(TestDatabase.source()), Clock.fixed(NOW, ZoneOffset.UTC), () -> nanos);

  @AfterEach
  void forget() {
    TestDatabase.update("DELETE FROM delivery WHERE id LIKE 'ud-%'");
    TestDatabase.update("DELETE FROM delivery_ticket WHERE ticket LIKE 'ud:%'");
    TestDatabase.update("DELETE FROM ticket WHERE id LIKE 'ud:%'");
  }

  @Test
  void aMailThatFailsForFiveMinutesIsToldUntilItIsTaken() {
    seconds(301);
    assertThat(alerts()).isEmpty();
    delivery("ud-1", "ann", "failed", 0, "451 try again later");
    assertThat(alerts()).isEmpty();
    seconds(299);
    assertThat(alerts()).isEmpty();
    seconds(1);
    assertThat(alerts())
        .containsExactly(
            "delivery-failing:collector:mail: 1 not taken, to ann: 451 try again later");

    delivery("ud-1", "ann", "accepted", 0, "250 ok");
    assertThat(alerts()).isEmpty();
  }

  @Test
  void aMailThatIsBeingTriedAgainStillWaits() {
    delivery("ud-1", "ann", "failed", 0, "451 later");
    alerts();
    TestDatabase.update("UPDATE delivery SET state='sending',attempt=7,reply='' WHERE id='ud-1'");
    seconds(300);
    assertThat(alerts()).containsExactly("delivery-failing:collector:mail: 1 not taken, to ann");
  }

  @Test
  void aMailWhoseFirstTryNeverEndsWaitsToo() {
    delivery("ud-1", "ann", "sending", 0, "");
    TestDatabase.update("UPDATE delivery SET attempt=1 WHERE id='ud-1'");
    alerts();
    seconds(299);
    assertThat(alerts()).as("it is being handed over").isEmpty();
    seconds(1);
    assertThat(alerts()).containsExactly("delivery-failing:collector:mail: 1 not taken, to ann");
  }

  @Test
  void aTicketThatNothingWasTriedOfForFiveMinutesIsToldUntilSomethingIs() {
    ticket("ud:1", "open", 300);
    ticket("ud:2", "open", 299);
    ticket("ud:3", "gathering", 900);
    ticket("ud:4", "closed", 900);
    ticket("ud:5", "open", Duration.ofDays(5).toSeconds() + 1);
    ticket("ud:6", "open", 900);
    TestDatabase.update("UPDATE ticket SET told=0 WHERE id='ud:6'");
    assertThat(alerts())
        .containsExactly(
            "delivery-failing:collector:untried: no mail was even tried of 1 ticket: ud:1; notify"
                + " is not running (look at its log), or it has no mail server (VIGIE_SMTP_HOST;"
                + " docs/install.md, Mail)");

    TestDatabase.update("INSERT INTO delivery_ticket (ticket,delivery) VALUES ('ud:1','ud-1')");
    assertThat(alerts()).isEmpty();
  }

  @Test
  void aRefusedAddressIsToldForAnHourUnlessItTakesMailAgain() {
    delivery("ud-1", "ann", "refused", 3_601, "550 no such user");
    assertThat(alerts()).isEmpty();
    delivery("ud-1", "ann", "refused", 3_599, "550 no such user");
    delivery("ud-2", "bob", "failed", 60, "451 later");
    assertThat(alerts())
        .containsExactly("delivery-failing:collector:mail: 1 refused, to ann: 550 no such user");

    seconds(300);
    assertThat(alerts())
        .containsExactly(
            "delivery-failing:collector:mail: 1 not taken, to bob: 451 later; 1 refused, to ann:"
                + " 550 no such user");

    delivery("ud-3", "ann", "accepted", 10, "250 ok");
    TestDatabase.update("DELETE FROM delivery WHERE id='ud-2'");
    assertThat(alerts()).isEmpty();
  }

  @Test
  void manyAreOneAlertThatNamesAFew() {
    for (int i = 1; i <= 7; i++) {
      delivery("ud-" + i, "p" + i, "refused", 60 - i, i == 1 ? "5".repeat(900) : "");
    }
    List<String> alerts = alerts();
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0))
        .contains("7 refused, to p1, p2, p3, p4, p5 and 2 others: 555")
        .endsWith("…")
        .hasSizeLessThan(450);
  }

  @Test
  void whoBeginsToLookDoesNotTakeBackWhatAnotherProcessTold() {
    delivery("ud-1", "ann", "failed", 0, "451 later");
    assertThat(source.look()).isEmpty();
    seconds(300);
    assertThat(alerts()).hasSize(1);

    source.rest();
    assertThat(source.look()).isEmpty();
    delivery("ud-1", "ann", "accepted", 0, "250 ok");
    assertThat(source.look()).isEqualTo(Optional.of(List.of()));
  }

  @Test
  void whatWasGivenUpLongAgoIsForgotten() {
    delivery("ud-1", "ann", "failed", Duration.ofDays(5).toSeconds() + 1, "451 later");
    alerts();
    seconds(600);
    assertThat(alerts()).isEmpty();
  }

  private void seconds(long count) {
    nanos += Duration.ofSeconds(count).toNanos();
  }

  private List<String> alerts() {
    return source.look().stream()
        .flatMap(List::stream)
        .map(trouble -> trouble.alert() + ": " + trouble.summary())
        .toList();
  }

  private static void delivery(String id, String to, String state, long ago, String reply) {
    put(id, to, state, NOW.minusSeconds(ago), reply);
  }

  private static void ticket(String id, String state, long ago) {
    TestDatabase.update(
        "INSERT INTO ticket (id,app,number,state,severity,services,nodes,alerts,ended,told,accepted,"
            + "refused,failed,opened,at,closed,sent,owner,external,link,n,part,pos)"
            + " VALUES (?,'ud',1,?,3,'[]','[]',1,0,1,0,0,0,?,0,NULL,NULL,'','','',1,0,0)",
        id,
        state,
        NOW.minusSeconds(ago).toEpochMilli());
  }

  static void put(String id, String to, String state, Instant at, String reply) {
    TestDatabase.update(
        "REPLACE INTO delivery (id,channel,to_whom,address,state,attempt,at,reply,next_at,tells,"
            + "external,link,part,pos) VALUES (?,'mail',?,?,?,2,?,?,NULL,1,'','',0,0)",
        id,
        to,
        to + "@example.net",
        state,
        at.toEpochMilli(),
        reply);
  }
}
