package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertTicketed;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.event.TicketRule;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import io.vigie.contract.ticket.TicketVerb;
import io.vigie.contract.topic.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A seeded hour in which alerts come and go, people act, mails arrive or do not, and streams are
 * replaced at any moment: what must always hold does. More seeds: {@code -Dseeds=50}.
 */
class TicketScenarioTest {
  private static final int SECONDS = Integer.getInteger("seconds", 1_500);
  private static final String[] NAMES = {"a", "b", "c", "d", "e"};
  private static final String[] APPS = {"erp", "shop"};

  @TempDir Path dir;
  private Staff staff;
  private Random random;

  private final Map<AlertId, Alert> alerts = new TreeMap<>();
  private final Set<String> ids = new HashSet<>();
  private final List<Notification> untold = new ArrayList<>();

  /** Alerts of which the begin was told, and not yet the end. */
  private final Set<AlertId> known = new HashSet<>();

  private final Map<TicketId, Ticket> tickets = new TreeMap<>();
  private final Map<TicketId, Set<String>> accepted = new HashMap<>();
  private int restarts;
  private int notes;
  private int ends;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("seeds", 3));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatMustAlwaysHoldDoes(long seed) {
    random = new Random(seed);
    try (Staff opened = new Staff(dir)) {
      staff = opened;
      staff.chain("erp", 60, "max");
      staff.app("shop", "max").says(new TicketRule("r1", "", null, null, null, 40L, true, "zoe"));
      for (int second = 0; second < SECONDS; second++) {
        if (random.nextInt(6) == 0) {
          happen();
        }
        look();
        if (random.nextInt(120) == 0) {
          restarts++;
          staff.restart();
        }
        staff.seconds(1);
        look();
      }
      // long enough for every timer, and nothing left to mute it
      staff.seconds(120);
      look();
      everythingOpenWasTold();
    }
    assertThat(tickets).isNotEmpty();
    assertThat(restarts).isGreaterThan(3);
    assertThat(notes).isPositive();
    assertThat(ends).isGreaterThan(3);
  }

  private void happen() {
    String name = NAMES[random.nextInt(NAMES.length)];
    String app = APPS[name.charAt(0) % 2];
    switch (random.nextInt(8)) {
      case 0, 1 -> staff.raise(name, Severity.values()[random.nextInt(4)], app);
      case 2 -> staff.mend(name);
      case 3 -> any(alerts.values(), AlertState.OPEN).forEach(this::acknowledge);
      case 4, 5, 6 -> mail();
      default -> act();
    }
  }

  private void acknowledge(Alert alert) {
    staff.acknowledge(alert, staff.spine.now().plusSeconds(20 + random.nextInt(60)));
  }

  private List<Alert> any(Iterable<Alert> all, AlertState state) {
    List<Alert> of = new ArrayList<>();
    all.forEach(
        alert -> {
          if (alert.state() == state && of.isEmpty() && random.nextInt(3) == 0) {
            of.add(alert);
          }
        });
    return of;
  }

  /** Some mails of what waits, in any order, some of them twice. */
  private void mail() {
    if (untold.isEmpty()) {
      return;
    }
    Notification told = untold.get(random.nextInt(untold.size()));
    String person = told.to().get(random.nextInt(told.to().size())).person();
    DeliveryState state =
        random.nextBoolean() ? DeliveryState.ACCEPTED : DeliveryState.values()[random.nextInt(4)];
    Delivery delivery = staff.delivery(person, state, List.of(told));
    if (state == DeliveryState.ACCEPTED) {
      accepted.computeIfAbsent(told.ticket(), id -> new HashSet<>()).add(delivery.address());
    }
    staff.says(delivery);
  }

  private void act() {
    List<TicketId> all = new ArrayList<>(tickets.keySet());
    if (!all.isEmpty() && random.nextInt(4) == 0) {
      TicketVerb verb = TicketVerb.values()[random.nextInt(5)];
      staff.does(all.get(random.nextInt(all.size())), verb, "bob", "because");
    }
  }

  private void look() {
    staff.spine.alerts().forEach(alert -> alerts.put(alert.alert(), alert));
    staff.tickets().forEach(this::step);
    staff.hear().forEach(this::told);
    staff.spine.read(Topic.COMMAND, Event.class).stream()
        .filter(AlertTicketed.class::isInstance)
        .forEach(note -> noted((AlertTicketed) note));
  }

  private void step(Ticket ticket) {
    Ticket last = tickets.put(ticket.ticket(), ticket);
    assertThat(ticket.n()).isEqualTo(last == null ? 1 : last.n() + 1);
    assertThat(ticket.lines()).isNotEmpty();
    assertThat(ticket.state() == TicketState.CLOSED).isEqualTo(ticket.closed() != null);
    assertThat(ticket.state() == TicketState.TAKEN).isEqualTo(hasOwner(ticket));
    if (last != null) {
      assertThat(ticket.lines()).hasSizeGreaterThanOrEqualTo(last.lines().size());
      assertThat(last.sent() == null || last.sent().equals(ticket.sent())).isTrue();
      assertThat(last.state() == TicketState.CLOSED && ticket.state() != TicketState.CLOSED)
          .isEqualTo(ticket.move() == TicketMove.REOPENED);
    }
    if (ticket.sent() != null) {
      assertThat(accepted).as("sent without an accepted mail").containsKey(ticket.ticket());
    }
  }

  private static boolean hasOwner(Ticket ticket) {
    return !ticket.owner().isEmpty() && ticket.state() != TicketState.CLOSED;
  }

  private void told(Notification told) {
    assertThat(ids.add(told.notification())).as("told twice: %s", Staff.word(told)).isTrue();
    AlertId id = told.alert().alert();
    if (told.cause() == Cause.RESOLVED) {
      ends++;
      assertThat(known.remove(id)).as("the end of what nobody was told").isTrue();
    } else {
      assertThat(told.alert().state()).isEqualTo(AlertState.OPEN);
      assertThat(told.alert().acknowledged()).isNull();
      known.add(id);
    }
    if (told.cause() == Cause.TICKETED) {
      untold.add(told);
    }
  }

  /** Never before a mail was accepted, and of nobody else. */
  private void noted(AlertTicketed note) {
    notes++;
    assertThat(accepted).containsKey(note.ticket());
    String words = note.comment();
    for (String taker : words.substring(words.indexOf("sent to ") + 8).split(", ")) {
      assertThat(accepted.get(note.ticket())).contains(taker);
    }
  }

  private void everythingOpenWasTold() {
    for (Alert alert : alerts.values()) {
      boolean open = alert.state() == AlertState.OPEN;
      if (open && alert.acknowledged() == null) {
        assertThat(known).as("open, and nobody knows").contains(alert.alert());
        boolean taken = tickets.values().stream().anyMatch(ticket -> has(ticket, alert));
        assertThat(taken || alert.flapping()).as("open, and in no ticket: %s", alert).isTrue();
      } else if (!open && !alert.flapping()) {
        assertThat(known).as("ended, and nobody was told").doesNotContain(alert.alert());
      }
      assertThat(alert.move()).isNotEqualTo(AlertMove.SILENCED);
    }
  }

  private static boolean has(Ticket ticket, Alert alert) {
    return ticket.lines().stream()
        .anyMatch(line -> line.alert().equals(alert.alert()) && line.episode() == alert.episode());
  }
}
