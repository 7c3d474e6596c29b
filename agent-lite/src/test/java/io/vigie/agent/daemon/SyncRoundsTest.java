package io.vigie.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.agent.FlagDrivers;
import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.ActionRequest;
import io.vigie.agent.action.Verb;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When copies are begun by themselves. The clock is the test's. */
class SyncRoundsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:01:00Z");
  private static final Duration TEN = Duration.ofMinutes(10);

  @TempDir Path home;

  private final List<Event> journal = new CopyOnWriteArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private Instant now = NOON;
  private long ticks;
  private FlagDrivers drivers;
  private LocalNode node;
  private SyncRounds rounds;

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(home.resolve("services"));
    start();
  }

  /** A new agent. */
  private void start() throws IOException {
    drivers = new FlagDrivers(Files.createDirectories(home.resolve("flags")));
    node =
        LocalNode.of(
            new AgentPaths(home, home.resolve("var")),
            new NodeIdentity(new NodeId("default", "n1"), "TST", "", "", ""),
            drivers,
            new SystemRunner(),
            journal::add);
    rounds =
        new SyncRounds(
            node.instances(),
            node.engine(),
            service -> {},
            journal::add,
            waiting::add,
            new Clock() {
              @Override
              public ZoneId getZone() {
                return ZoneId.of("Z");
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }

              @Override
              public Instant instant() {
                return now;
              }
            });
  }

  private void service(String name, String sync) throws IOException {
    Files.writeString(
        home.resolve("services/" + name + ".conf"),
        "[DEFAULT]\nnodes = n1 n2\ndrpnodes = d1\n[fs#0]\n" + sync);
  }

  private void serve(String name) {
    act(name, Verb.START);
    journal.clear();
  }

  private void act(String name, Verb verb) {
    node.engine()
        .act(
            node.instances().subject(name).orElseThrow(),
            ActionRequest.of(verb, ActionOrigin.USER, "root"),
            line -> {});
  }

  private void passes(Duration time) {
    now = now.plus(time);
    ticks += Duration.ofSeconds(2).toNanos();
    rounds.tick(ticks);
  }

  private void work() {
    List<Runnable> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(Runnable::run);
  }

  private List<String> begun() {
    return journal.stream()
        .filter(ActionBegin.class::isInstance)
        .map(ActionBegin.class::cast)
        .map(each -> each.origin() + " " + each.command())
        .toList();
  }

  private List<String> results() {
    return journal.stream()
        .filter(SyncResult.class::isInstance)
        .map(SyncResult.class::cast)
        .map(each -> each.rid() + " " + each.target() + ' ' + each.status().wire())
        .toList();
  }

  @Test
  void whatIsDueIsCopiedOnceInOneActionOfItsService() throws Exception {
    service("web", "[sync#a]\n[sync#b]\n");
    serve("web");
    passes(Duration.ZERO);
    assertThat(waiting).as("nothing is due when the agent comes").isEmpty();

    passes(TEN);
    passes(Duration.ofSeconds(1));
    assertThat(waiting).hasSize(1);
    work();

    assertThat(begun()).containsExactly("SCHEDULER syncall web --rid sync#a,sync#b");
    assertThat(results()).hasSize(4).allMatch(each -> each.endsWith(" ok"));
    passes(Duration.ofSeconds(30));
    assertThat(waiting).as("not due again").isEmpty();
    passes(TEN);
    assertThat(waiting).hasSize(1);
  }

  @Test
  void aNodeThatDoesNotServeSaysNothing() throws Exception {
    service("web", "[sync#a]\n");
    passes(Duration.ZERO);
    passes(TEN);
    work();

    assertThat(journal).isEmpty();
    serve("web");
    passes(Duration.ofSeconds(20));
    assertThat(waiting).as("what was due while it did not serve is not its to catch up").isEmpty();
  }

  @Test
  void whatWasMissedIsCaughtUpByTheNextAgent() throws Exception {
    service("web", "[sync#a]\n");
    serve("web");
    passes(Duration.ZERO);

    now = now.plus(Duration.ofHours(5));
    start();
    serve("web");
    passes(Duration.ZERO);
    work();

    assertThat(results()).containsExactly("sync#a n2 ok", "sync#a d1 ok");
    passes(Duration.ofSeconds(2));
    assertThat(waiting).as("once, however often it was missed").isEmpty();
  }

  @Test
  void whatWasMissedIsOnlyToldOfWhereTheFileSaysSo() throws Exception {
    service("web", "[sync#a]\nmissed = report\n");
    serve("web");
    passes(Duration.ZERO);

    passes(Duration.ofHours(5));
    work();

    assertThat(begun()).isEmpty();
    assertThat(results()).containsExactly("sync#a n2 off", "sync#a d1 off");
    SyncResult told = (SyncResult) journal.get(0);
    assertThat(told.skipReason())
        .isEqualTo("missed: it was due at 2026-11-30T12:10:00Z, and missed = report");
    passes(TEN);
    work();
    assertThat(begun()).as("the next one is made").hasSize(1);
  }

  @Test
  void aServiceThatIsBusyIsTriedAgainAMinuteLater() throws Exception {
    service("web", "[sync#a]\n[task#0]\ndoes = hang\n");
    serve("web");
    passes(Duration.ZERO);
    passes(TEN);
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> act("web", Verb.RUN));
    await().until(() -> journal.stream().anyMatch(ActionBegin.class::isInstance));
    work();
    drivers.release.countDown();
    other.get();
    journal.clear();

    passes(Duration.ofSeconds(30));
    assertThat(waiting).isEmpty();
    passes(Duration.ofSeconds(40));
    work();

    assertThat(begun()).hasSize(1);
  }

  @Test
  void whatIsDueWhileTheNodeIsNotFullyUpIsMadeOnceItIs() throws Exception {
    service("web", "[fs#1]\n[sync#a]\n");
    serve("web");
    Files.delete(drivers.flag("web", "fs#1"));
    passes(Duration.ZERO);
    passes(TEN);
    work();
    assertThat(journal).isEmpty();

    serve("web");
    passes(Duration.ofSeconds(70));
    work();

    assertThat(results()).containsExactly("sync#a n2 ok", "sync#a d1 ok");
  }

  @Test
  void anAgentThatStopsLeavesToPeopleWhatTheyBegan() throws Exception {
    service("web", "[sync#a]\n[task#0]\ndoes = hang\n");
    serve("web");
    passes(Duration.ZERO);
    passes(TEN);
    assertThat(waiting).as("queued").hasSize(1);
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> act("web", Verb.RUN));
    await().until(() -> journal.stream().anyMatch(ActionBegin.class::isInstance));

    rounds.close();

    drivers.release.countDown();
    other.get();
    assertThat(journal)
        .filteredOn(ActionEnd.class::isInstance)
        .extracting(each -> ((ActionEnd) each).status())
        .containsExactly(ActionStatus.OK);
  }
}
