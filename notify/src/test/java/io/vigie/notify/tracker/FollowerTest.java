package io.vigie.notify.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.embedded.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, and a tracker with a memory; each test has a ticket of its own. */
@SuppressWarnings("try") // a follower is there, and works
class FollowerTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir static Path dir;
  private static Stand stand;

  private final Steps steps = new Steps("shop:" + NUMBER.incrementAndGet());
  private SmallRt rt;

  @BeforeAll
  static void aBroker() throws Exception {
    stand = Stand.open(dir);
  }

  @AfterAll
  static void close() throws Exception {
    stand.close();
  }

  @BeforeEach
  void aTracker() {
    rt = new SmallRt();
    stand.set(Steps.tracker("ops", rt.address(), null));
  }

  @AfterEach
  void closed() {
    stand.drop("ops");
    rt.close();
  }

  private void told(DeliveryState state) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(stand.deliveries(steps)).extracting(Delivery::state).endsWith(state));
  }

  private long accepted() {
    return stand.deliveries(steps).stream()
        .filter(each -> each.state() == DeliveryState.ACCEPTED)
        .count();
  }

  private void accepted(int count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(accepted()).isEqualTo(count));
  }

  /** Who begins to follow hears of what comes then: a ticket shows that it has begun. */
  private void follows() {
    Steps first = new Steps("first:" + NUMBER.incrementAndGet());
    await()
        .atMost(SOON)
        .until(
            () -> {
              stand.tell(first.taken("zoe"));
              return !rt.tickets.isEmpty();
            });
    await()
        .atMost(SOON)
        .until(
            () ->
                stand.deliveries(first).stream()
                    .anyMatch(each -> each.state() == DeliveryState.ACCEPTED));
  }

  private SmallRt.Entry there() {
    assertThat(rt.of(steps.id)).hasSize(1);
    return rt.of(steps.id).get(0);
  }

  @Test
  void aTicketIsOpenedToldAndClosedThereOnce() throws Exception {
    try (AutoCloseable follower = stand.follower()) {
      follows();
      stand.tell(steps.opened());
      stand.tell(steps.released());
      stand.tell(steps.sent());
      stand.tell(steps.joined("node-silent:prod/n1"));
      stand.tell(steps.taken("zoe"));
      stand.tell(steps.closed("zoe", "disk replaced"));
      accepted(4);
    }
    SmallRt.Entry there = there();
    assertThat(there.subject)
        .startsWith("[error] ticket " + steps.id + ": 1 alert of shop [vigie-");
    assertThat(there.comments)
        .hasSize(3)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("Another alert: "),
            second -> assertThat(second).isEqualTo("zoe has taken the ticket."),
            third -> assertThat(third).contains("disk replaced"));
    assertThat(there.status).isEqualTo("resolved");
    Delivery last = stand.deliveries(steps).get(stand.deliveries(steps).size() - 1);
    assertThat(last.external()).isEqualTo(rt.id(there));
    assertThat(last.link()).isEqualTo(rt.address() + "/Ticket/Display.html?id=" + rt.id(there));
  }

  @Test
  void aRestartTellsNothingTwiceAndForgetsNothing() throws Exception {
    try (AutoCloseable follower = stand.follower()) {
      follows();
    }
    stand.tell(steps.released());
    for (int run = 0; run < 3; run++) {
      try (AutoCloseable follower = stand.follower()) {
        stand.tell(steps.commented("zoe", "run " + run));
        accepted(2 + run);
      }
    }
    assertThat(there().comments)
        .containsExactly("zoe says:\n\nrun 0", "zoe says:\n\nrun 1", "zoe says:\n\nrun 2");
  }

  @Test
  void whoIsKilledBeforeTheAnswerLeavesOneTicketAndOneComment() throws Exception {
    try (AutoCloseable follower = stand.follower()) {
      follows();
    }
    killedAfter("/REST/2.0/ticket", steps.released());
    killedAfter("/REST/2.0/ticket/\\d+/comment", steps.commented("zoe", "on my way"));
    killedAfter("/REST/2.0/ticket/\\d+", steps.closed("zoe", "disk replaced"));
    try (AutoCloseable follower = stand.follower()) {
      accepted(3);
    }
    assertThat(there().comments)
        .containsExactly("zoe says:\n\non my way", "zoe has closed the ticket.\n\ndisk replaced");
    assertThat(there().status).isEqualTo("resolved");
  }

  /** kill -9 when that was written there, and nobody was told so. */
  private void killedAfter(String path, Ticket step) throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    rt.answers =
        asked -> {
          boolean now = asked.matches(path) && written.getCount() > 0;
          if (now) {
            written.countDown();
          }
          return !now;
        };
    try (JavaProcess process = stand.process()) {
      stand.tell(step);
      assertThat(written.await(SOON.toSeconds(), TimeUnit.SECONDS)).as(process::output).isTrue();
      process.kill();
    }
  }

  @Test
  void whoWasSuspendedFindsAnotherInItsPlace() throws Exception {
    try (AutoCloseable follower = stand.follower()) {
      follows();
    }
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    rt.looks =
        () -> {
          if (looked.getCount() > 0) {
            looked.countDown();
            waitFor(goOn);
          }
        };
    try (JavaProcess first = stand.process()) {
      stand.tell(steps.released());
      waitFor(looked);
      first.suspend();
      goOn.countDown();
      try (AutoCloseable second = stand.follower()) {
        accepted(1);
        first.resume();
        stand.tell(steps.taken("zoe"));
        accepted(2);
      }
    }
    assertThat(there().comments).containsExactly("zoe has taken the ticket.");
  }

  @Test
  void whoJoinsWhileATrackerThinksLeavesItToWhoAskedIt() throws Exception {
    try (AutoCloseable first = stand.follower()) {
      follows();
      CountDownLatch asked = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      rt.thinks =
          () -> {
            asked.countDown();
            waitFor(goOn);
          };
      stand.tell(steps.released());
      waitFor(asked);
      try (AutoCloseable second = stand.follower();
          AutoCloseable third = stand.follower();
          AutoCloseable fourth = stand.follower()) {
        // longer than the group needs to change hands, shorter than a call may take
        goOn.await(14, TimeUnit.SECONDS);
        goOn.countDown();
        accepted(1);
      }
    }
    there();
  }

  @Test
  void aTrackerThatIsAwayDelaysNoOther() throws Exception {
    try (SmallRt other = new SmallRt();
        AutoCloseable follower = stand.follower()) {
      follows();
      rt.refuses = 503;
      stand.set(Steps.tracker("other", other.address(), null));
      stand.tell(steps.released());
      await()
          .atMost(SOON)
          .until(
              () -> {
                stand.tell(steps.commented("zoe", "hello"));
                return !other.tickets.isEmpty();
              });
      told(DeliveryState.FAILED);
      assertThat(stand.deliveries(steps))
          .filteredOn(each -> each.state() == DeliveryState.FAILED)
          .allSatisfy(
              each -> {
                assertThat(each.to()).isEqualTo("ops");
                assertThat(each.reply()).isEqualTo("HTTP 503 {\"message\":\"a bad day\"}");
                assertThat(each.next()).isNotNull();
              });
      rt.refuses = 0;
      await()
          .atMost(SOON)
          .until(
              () ->
                  rt.of(steps.id).size() == 1
                      && there().comments.containsAll(other.tickets.get(0).comments));
    } finally {
      stand.drop("other");
    }
  }

  @Test
  void aTrackerThatIsNewHearsNothingOfWhatAnotherHolds() throws Exception {
    try (AutoCloseable follower = stand.follower()) {
      follows();
      rt.refuses = 503;
      stand.tell(steps.released());
      told(DeliveryState.FAILED);
    }
    try (SmallRt other = new SmallRt()) {
      stand.set(Steps.tracker("other", other.address(), null));
      rt.refuses = 0;
      try (AutoCloseable follower = stand.follower()) {
        accepted(1);
        stand.tell(steps.commented("zoe", "hello"));
        accepted(3);
      }
      assertThat(other.tickets).hasSize(1);
      assertThat(stand.deliveries(steps))
          .filteredOn(each -> each.to().equals("other"))
          .extracting(Delivery::step)
          .containsOnly(2L);
    } finally {
      stand.drop("other");
    }
  }

  @Test
  void whatATrackerDoesNotTakeIsSaid() throws Exception {
    try (AutoCloseable follower = stand.follower()) {
      follows();
      rt.refuses = 400;
      stand.tell(steps.released());
      told(DeliveryState.REFUSED);
      rt.refuses = 0;
      stand.tell(steps.taken("zoe"));
      told(DeliveryState.ACCEPTED);
    }
    assertThat(there().comments).containsExactly("zoe has taken the ticket.");
  }

  @Test
  void aChannelThatIsSetUpWronglyIsSaidAndMended() throws Exception {
    try (AutoCloseable follower = stand.follower()) {
      follows();
      stand.set(Steps.tracker("ops", rt.address(), Map.of(), null));
      stand.tell(steps.released());
      await()
          .atMost(SOON)
          .until(
              () -> {
                stand.tell(steps.commented("zoe", "hello"));
                List<Delivery> told = stand.deliveries(steps);
                return !told.isEmpty()
                    && told.stream()
                        .anyMatch(each -> each.reply().startsWith("settings.queue is missing"));
              });
      stand.set(Steps.tracker("ops", rt.address(), null));
      told(DeliveryState.ACCEPTED);
    }
    there();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      if (!latch.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
