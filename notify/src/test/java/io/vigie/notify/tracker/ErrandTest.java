package io.vigie.notify.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Ticket;
import io.vigie.notify.text.TicketSeen;
import io.vigie.notify.text.TicketWriter;
import io.vigie.notify.tracker.Errand.Then;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a tracker is told of which step of a ticket. */
class ErrandTest {
  private static final ChannelPolicy ALL = Steps.tracker("ops", "http://rt.example.org", null);

  private final Steps steps = new Steps("shop:12");
  private final TicketWriter writer =
      new TicketWriter("en", ZoneId.of("UTC"), URI.create("https://vigie.example.org"));
  private TicketSeen before;

  private Optional<Errand> next(Ticket step, ChannelPolicy channel) {
    Optional<Errand> errand = Errand.of(channel, before, step, writer);
    before = TicketSeen.of(step);
    return errand;
  }

  private Errand next(Ticket step) {
    return next(step, ALL).orElseThrow();
  }

  private boolean tells(Ticket step) {
    return next(step, ALL).isPresent();
  }

  private void released() {
    before = TicketSeen.of(steps.released());
  }

  @Test
  void itIsOpenedOnceItsPeopleAreTold() {
    assertThat(tells(steps.opened())).isFalse();
    assertThat(tells(steps.joined("node-silent:prod/n1"))).isFalse();
    Errand errand = next(steps.released());
    assertThat(errand.subject()).isEqualTo("[error] ticket shop:12: 2 alerts of shop");
    assertThat(errand.about())
        .isEqualTo(
            """
            Vigie's ticket shop:12. What becomes of it is told here.
            https://vigie.example.org/#/tickets/shop%3A12

            - [error] service-unavailable:prod/web is down (Since 2026-11-30 09:00:00 +00:00)
            - [warning] node-silent:prod/n1 is down (Since 2026-11-30 09:00:00 +00:00)""");
    assertThat(errand.text()).isEmpty();
    assertThat(errand.key()).matches("vigie-[0-9a-f]{16}");
  }

  @Test
  void whatNobodyWouldReadIsNotTold() {
    released();
    assertThat(tells(steps.sent())).isFalse();
  }

  @Test
  void whatBecomesOfItIsAComment() {
    released();
    assertThat(next(steps.joined("node-silent:prod/n1")).text())
        .startsWith("Another alert: [warning] node-silent:prod/n1 is down");
    assertThat(next(steps.worse(1, Severity.CRITICAL)).text())
        .isEqualTo("Worse, now critical: node-silent:prod/n1 is down");
    assertThat(next(steps.taken("zoe")).text()).isEqualTo("zoe has taken the ticket.");
    assertThat(next(steps.commented("rene", "disk\u0007 ordered\nby mail")).text())
        .isEqualTo("rene says:\n\ndisk  ordered\nby mail");
    assertThat(next(steps.over(0)).text())
        .isEqualTo("Over since 2026-11-30 09:05:00 +00:00: service-unavailable:prod/web is down");
  }

  @Test
  void itIsClosedAndOpenedAgainThere() {
    released();
    Errand closed = next(steps.closed("zoe", "disk replaced"));
    assertThat(closed.text()).isEqualTo("zoe has closed the ticket.\n\ndisk replaced");
    assertThat(closed.then()).isEqualTo(Then.CLOSE);
    Errand again = next(steps.reopened("rene"));
    assertThat(again.then()).isEqualTo(Then.REOPEN);
    assertThat(next(steps.closed("", "")).text())
        .isEqualTo("The ticket is closed: all of its alerts are over.");
  }

  @Test
  void whatEndedBeforeAnybodyWasToldIsNoTicketElsewhere() {
    assertThat(tells(steps.opened())).isFalse();
    assertThat(tells(steps.closed("", ""))).isFalse();
  }

  @Test
  void aChannelHearsOfItsAppsAndOfWhatIsBadEnough() {
    released();
    Ticket joined = steps.joined("node-silent:prod/n1");
    assertThat(Errand.of(Steps.tracker("b", "http://b", null, "mail"), before, joined, writer))
        .isEmpty();
    ChannelPolicy critical = Steps.tracker("c", "http://c", Severity.CRITICAL, "shop");
    assertThat(next(joined, critical)).isEmpty();
    assertThat(next(steps.worse(0, Severity.CRITICAL), critical)).isPresent();
  }

  @Test
  void theSameStepIsTheSameErrand() {
    before = TicketSeen.of(steps.opened());
    Ticket released = steps.released();
    assertThat(Errand.of(ALL, before, released, writer))
        .isEqualTo(Errand.of(ALL, before, released, writer));
    Errand first = next(released);
    Errand second = next(steps.taken("zoe"));
    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.mark()).isNotEqualTo(first.mark());
    assertThat(second.delivery()).isNotEqualTo(first.delivery());
  }
}
