package io.vigie.notify.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.id.TicketId;
import io.vigie.notify.Outcome;
import io.vigie.notify.tracker.Clerk.Done;
import io.vigie.notify.tracker.Errand.Then;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every template against what was written down of its product: each call exactly, nothing else. */
class TrackerTest {
  private static final String KEY = "vigie-00112233445566aa";

  private static Errand errand(String text, Then then) {
    return new Errand(
        "tracker-1",
        "ops",
        TicketId.parse("shop:12"),
        3,
        KEY,
        KEY + ".3.",
        "[critical] ticket shop:12: 1 alert of shop",
        "service-unavailable prod/web <down> & \"out\"\nsince nine",
        text,
        then);
  }

  @ParameterizedTest
  @CsvSource({
    "rt, /Ticket/Display.html?id=17, 17",
    "redmine, /issues/17, 17",
    "glpi, /front/ticket.form.php?id=17, 17",
    "jira, /browse/OPS-17, OPS-17",
    "jira-cloud, /browse/OPS-17, OPS-17",
    "servicenow, /nav_to.do?uri=incident.do?sys_id=9d38, INC0010017"
  })
  void aTicketThatIsNotThereIsOpened(String template, String link, String number) {
    try (Recorded server = Recorded.of(template)) {
      server.expect("opens");
      Done done =
          Clerk.run(errand("", Then.NOTHING), server.tracker(template), new Numbers(), () -> true);
      assertThat(server.wrong).isEmpty();
      assertThat(done.outcome()).isEqualTo(new Outcome.Accepted("ticket " + number));
      assertThat(done.there().link()).isEqualTo(server.link(link));
      assertThat(server.left()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rt", "redmine", "glpi", "jira", "jira-cloud", "servicenow"})
  void oneThatIsThereIsToldAndClosed(String template) {
    try (Recorded server = Recorded.of(template)) {
      server.expect("closes");
      Done done =
          Clerk.run(
              errand("zoe says:\n<fixed>", Then.CLOSE),
              server.tracker(template),
              new Numbers(),
              () -> true);
      assertThat(server.wrong).isEmpty();
      assertThat(done.outcome()).isInstanceOf(Outcome.Accepted.class);
      assertThat(done.there().closed()).isTrue();
      assertThat(server.left()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rt", "redmine", "glpi", "jira", "jira-cloud", "servicenow"})
  void whatACrashLeftDoneIsNotDoneAgain(String template) {
    try (Recorded server = Recorded.of(template)) {
      server.expect("again");
      Done done =
          Clerk.run(
              errand("zoe says:\n<fixed>", Then.CLOSE),
              server.tracker(template),
              new Numbers(),
              () -> true);
      assertThat(server.wrong).isEmpty();
      assertThat(done.outcome()).isInstanceOf(Outcome.Accepted.class);
      assertThat(server.left()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jira", "jira-cloud"})
  void oneThatIsKnownIsReadAndNotSearched(String template) {
    try (Recorded server = Recorded.of(template)) {
      server.expect("behind");
      Numbers numbers = new Numbers();
      Errand errand = errand("zoe says:\n<fixed>", Then.CLOSE);
      numbers.put(errand, new External("", "OPS-17", "", false));
      Done done = Clerk.run(errand, server.tracker(template), numbers, () -> true);
      assertThat(server.wrong).isEmpty();
      assertThat(done.there().closed()).isTrue();
      assertThat(server.left()).isZero();
    }
  }

  @Test
  void whoHasLostTheRightWritesNothing() {
    try (Recorded server = Recorded.of("rt")) {
      server.expect("opens");
      Done done =
          Clerk.run(errand("", Then.NOTHING), server.tracker("rt"), new Numbers(), () -> false);
      assertThat(done.outcome()).isInstanceOf(Outcome.Late.class);
      assertThat(server.left()).isOne();
    }
  }

  @Test
  void aWrongSettingIsTold() {
    Rest rest = null; // nothing is called
    assertThatThrownBy(() -> new Tracker("rt", "https://rt.example.org", Map.of(), "s", rest))
        .hasMessage("settings.queue is missing: a tracker with template rt needs it");
    assertThatThrownBy(
            () -> new Tracker("rt", "https://rt.example.org", Map.of("queu", "Ops"), "s", rest))
        .hasMessage(
            "settings of a tracker with template rt are [queue, closed, reopened]; got \"queu\"");
    assertThatThrownBy(() -> new Tracker("trac", "https://t.example.org", Map.of(), "s", rest))
        .hasMessageStartingWith("template must be one of [rt, glpi,");
  }
}
