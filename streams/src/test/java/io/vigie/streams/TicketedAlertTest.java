package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertTicketed;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.TicketId;
import io.vigie.streams.metric.Counter;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People were told of an open alert by a ticket: the yellow line. */
class TicketedAlertTest {
  private static final AlertId UNAVAILABLE = AlertId.parse("service-unavailable:default/web");
  private static final String LINE =
      "Automatically acknowledged upon ticket generation. Alert sent to a@x";

  @TempDir Path dir;
  private Spine spine;
  private Agent n1;

  @BeforeEach
  void aServiceIsDown() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    seconds(61);
    n1.say(n1.status("web").in("DEV").app(DOWN).build());
    seconds(10);
    spine.forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void itIsShownAndNotAcknowledged() {
    Instant told = spine.now();
    spine.says(note(1, LINE));

    Alert ticketed = spine.lastAlert();
    assertThat(ticketed.move()).isEqualTo(AlertMove.TICKETED);
    assertThat(ticketed.state()).isEqualTo(AlertState.OPEN);
    assertThat(ticketed.acknowledged()).isNull();
    assertThat(ticketed.ticketed())
        .isEqualTo(new Alert.Ticketing(new TicketId("erp", 1), told, LINE));
  }

  @Test
  void itStillEscalates() {
    new Agent(spine, "n2").beat();
    seconds(30);
    AlertId silent = AlertId.parse("node-silent:default/n2");
    spine.says(new AlertTicketed(silent, 1, new TicketId("none", 7), LINE)).forget();

    seconds(900);

    Alert worse = spine.lastAlert();
    assertThat(worse.move()).isEqualTo(AlertMove.ESCALATED);
    assertThat(worse.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(worse.ticketed().ticket()).isEqualTo(new TicketId("none", 7));
  }

  @Test
  void theSameNoteTwiceIsOneAndWhoTookItLaterIsAdded() {
    Instant told = spine.now();
    spine.says(note(1, LINE)).forget();
    spine.says(note(1, LINE));
    assertThat(spine.alerts()).isEmpty();

    spine.pause(1_000).says(note(1, LINE + ", b@y"));
    Alert more = spine.lastAlert();
    assertThat(more.ticketed().comment()).endsWith("a@x, b@y");
    assertThat(more.ticketed().at()).isEqualTo(told);
  }

  @Test
  void aNoteOfAnotherEpisodeOrOfWhatHasEndedIsLate() {
    spine.says(note(2, LINE));
    n1.up("web");
    spine.forget();
    spine.says(note(1, LINE));

    assertThat(spine.alerts()).isEmpty();
    assertThat(spine.count(Counter.TICKETED_LATE)).isEqualTo(2);
    assertThat(spine.count(Counter.TICKETED)).isZero();
  }

  @Test
  void anotherEpisodeBeginsWithoutItAndARestartKeepsIt() {
    spine.says(note(1, LINE));
    spine = spine.restarted(dir.resolve("next"));
    n1 = new Agent(spine, "n1").restarted();
    n1.up("web");
    assertThat(spine.lastAlert().ticketed().comment()).isEqualTo(LINE);

    seconds(601);
    n1.says("web", DOWN);
    seconds(61);
    Alert anew = spine.lastAlert();
    assertThat(anew.episode()).isEqualTo(2);
    assertThat(anew.ticketed()).isNull();
  }

  private static AlertTicketed note(long episode, String line) {
    return new AlertTicketed(UNAVAILABLE, episode, new TicketId("erp", 1), line);
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 10 == 0) {
        n1.beat().repeat();
      }
      spine.pulse();
    }
  }
}
