package io.vigie.streams.replay;

import static io.vigie.contract.alert.Severity.CRITICAL;
import static io.vigie.contract.alert.Severity.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.id.AlertId;
import io.vigie.streams.replay.Raising.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two lists of raisings held against each other; moments are seconds of a day. */
class DifferenceTest {
  private static final AlertId WEB = AlertId.parse("service-unavailable:prod/web");
  private static final AlertId DB = AlertId.parse("service-unavailable:prod/db");

  private static Instant at(long second) {
    return Instant.parse("2026-03-01T00:00:00Z").plusSeconds(second);
  }

  private static Raising raising(AlertId alert, Severity severity, long from, long to) {
    Instant end = to == 0 ? null : at(to);
    return new Raising(alert, List.of(new Turn(at(from), severity)), end, null, "");
  }

  private static List<Difference> differences(List<Raising> before, List<Raising> after) {
    return Difference.of(before, after, at(100), at(1_000));
  }

  @Test
  void whatIsTheSameIsNone() {
    List<Raising> same = List.of(raising(WEB, ERROR, 200, 300), raising(DB, ERROR, 400, 0));

    assertThat(differences(same, same)).isEmpty();
  }

  @Test
  void oneMoreOneLessAndOneOtherInOrderOfTime() {
    Raising less = raising(WEB, ERROR, 500, 520);
    Raising more = raising(WEB, ERROR, 200, 205);
    Raising error = raising(DB, ERROR, 300, 400);
    Raising critical = raising(DB, CRITICAL, 300, 400);

    assertThat(differences(List.of(error, less), List.of(more, critical)))
        .containsExactly(
            new Difference(null, more),
            new Difference(error, critical),
            new Difference(less, null));
  }

  @Test
  void aLaterOneIsTheSameOneWhileTheFirstIsOpen() {
    Raising early = raising(WEB, ERROR, 200, 300);
    Raising late = raising(WEB, ERROR, 250, 300);
    Raising another = raising(WEB, ERROR, 310, 320);

    assertThat(differences(List.of(early), List.of(late, another)))
        .containsExactly(new Difference(early, late), new Difference(null, another));
  }

  @Test
  void whatIsOpenAtTheBeginOfTheWindowIsNotNewForBeingRaisedLater() {
    Raising early = raising(WEB, ERROR, 90, 0);
    Raising late = raising(WEB, ERROR, 150, 0);

    assertThat(differences(List.of(early), List.of(late)))
        .containsExactly(new Difference(early, late));
  }

  @Test
  void whatLiesBesideTheWindowIsNotTold() {
    List<Raising> beside = List.of(raising(WEB, ERROR, 50, 0), raising(DB, ERROR, 1_001, 0));

    assertThat(differences(beside, List.of())).isEmpty();
  }

  @Test
  void anotherRootAnotherSilenceOrAnotherEscalationIsADifference() {
    Raising alone = raising(WEB, ERROR, 200, 300);
    Raising held = new Raising(WEB, alone.turns(), at(300), DB, "");
    Raising silenced = new Raising(WEB, alone.turns(), at(300), null, "night");
    Raising worse = alone.turned(new Turn(at(250), CRITICAL));

    for (Raising other : List.of(held, silenced, worse)) {
      assertThat(differences(List.of(alone), List.of(other)))
          .containsExactly(new Difference(alone, other));
    }
  }

  @Test
  void whatWasRecordedIsFoundAgainWithinAMinuteOrIsNot() {
    AlertId check = AlertId.of(AlertKind.CHECK_STALE, "prod/n1", "");
    Raising near = raising(WEB, ERROR, 260, 300);
    Raising far = raising(DB, ERROR, 500, 600);

    Again again =
        Again.of(
            List.of(
                raising(WEB, ERROR, 200, 300),
                raising(DB, ERROR, 300, 400),
                raising(check, ERROR, 300, 0),
                raising(DB, ERROR, 50, 60)),
            List.of(near, far),
            at(100),
            at(1_000));

    assertThat(again.recorded()).isEqualTo(2);
    assertThat(again.found()).isEqualTo(1);
    assertThat(again.lost()).extracting(Raising::alert).containsExactly(DB);
    assertThat(again.more()).containsExactly(far);
    assertThat(again.unseen()).isEqualTo(Map.of(AlertKind.CHECK_STALE, 1));
  }
}
