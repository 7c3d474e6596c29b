package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertAcknowledge;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.ChainStep;
import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Responsibles;
import io.vigie.contract.event.Silence;
import io.vigie.contract.event.SilenceKind;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.event.TicketAct;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketVerb;
import io.vigie.contract.topic.Topic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The streams, a node, and people who answer for applications: what they hear and do. */
final class Staff implements AutoCloseable {
  private static final NodeId RACK = new NodeId("default", "rack");
  private final Path dir;
  private int restarts;
  Spine spine;
  Agent n1;

  Staff(Path dir) {
    this.dir = dir;
    spine = new Spine(dir.resolve("first"));
    n1 = new Agent(spine, "n1");
    person("ann");
    person("bob");
    person("max");
    app("erp", "ann", "bob");
    app("none", "max");
    seconds(61);
    hear();
  }

  Staff person(String name) {
    return says(new PersonPolicy(name, "", name + "@example.org", "en", false, null, null));
  }

  Staff app(String name, String... people) {
    return says(new AppPolicy(name, "", false, people(people), null));
  }

  Staff chain(String name, long afterSeconds, String... people) {
    return says(
        new AppPolicy(
            name,
            "",
            false,
            people("ann", "bob"),
            List.of(new ChainStep(afterSeconds, people(people)))));
  }

  static Responsibles people(String... names) {
    return new Responsibles(List.of(names), List.of());
  }

  Staff says(Event event) {
    spine.says(event);
    return this;
  }

  /** A service of production is down for long enough to be unavailable. */
  Staff down(String service) {
    n1.says(service, DOWN);
    return seconds(10);
  }

  Staff up(String service) {
    n1.up(service);
    return this;
  }

  /** Somebody raises an alert of their own about a node. */
  Staff raise(String name, Severity severity, String... apps) {
    return says(custom(name, severity, false, apps));
  }

  Staff mend(String name, String... apps) {
    return says(custom(name, Severity.CRITICAL, true, apps));
  }

  private static CustomAlert custom(
      String name, Severity severity, boolean withdrawn, String... apps) {
    return new CustomAlert(
        AlertId.of(AlertKind.CUSTOM, RACK, name),
        null,
        RACK,
        severity,
        "it smells",
        null,
        "PRD",
        List.of(apps),
        "zoe",
        withdrawn);
  }

  Staff acknowledge(Alert alert, Instant expires) {
    return says(
        new AlertAcknowledge(
            alert.alert(), alert.episode(), "ann", "on it", expires, false, false));
  }

  Staff silence(String id, Instant end) {
    return says(
        new Silence(
            id,
            SilenceKind.SILENCE,
            "",
            List.of(),
            spine.now(),
            end,
            "",
            "",
            0,
            false,
            "change",
            "zoe"));
  }

  Staff does(TicketId ticket, TicketVerb verb, String to, String comment) {
    spine.pause(1);
    return says(new TicketAct(ticket, verb, to, comment, "ann"));
  }

  /** A mail with all of that for one person had this outcome. */
  Staff mailed(String person, DeliveryState state, List<Notification> told) {
    return says(delivery(person, state, told));
  }

  Delivery delivery(String person, DeliveryState state, List<Notification> told) {
    return new Delivery(
        person + "/" + told.get(0).notification(),
        Channel.MAIL,
        person,
        person + "@example.org",
        told.stream().map(Notification::notification).toList(),
        told.stream().map(Notification::ticket).distinct().toList(),
        state,
        1,
        spine.now(),
        state == DeliveryState.ACCEPTED ? "250 ok" : "550 no such user",
        null,
        "",
        "",
        "");
  }

  Staff seconds(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 10 == 0) {
        n1.beat();
      }
      if (i % 60 == 0) {
        n1.repeat();
      }
      spine.pulse();
    }
    return this;
  }

  List<Notification> hear() {
    return spine.read(Topic.NOTIFICATION, Notification.class);
  }

  Notification hearOne() {
    List<Notification> all = hear();
    if (all.size() != 1) {
      throw new AssertionError("one notification, not " + all.stream().map(Staff::word).toList());
    }
    return all.get(0);
  }

  List<Ticket> tickets() {
    return spine.read(Topic.TICKET, Ticket.class);
  }

  Ticket lastTicket() {
    List<Ticket> all = tickets();
    if (all.isEmpty()) {
      throw new AssertionError("no ticket changed");
    }
    return all.get(all.size() - 1);
  }

  /** As {@code raised custom:default/rack:smoke to ann, bob}. */
  static String word(Notification told) {
    return told.cause().wire() + ' ' + told.alert().alert() + " to " + names(told);
  }

  static String names(Notification told) {
    return String.join(", ", told.to().stream().map(Recipient::person).toList());
  }

  List<String> words() {
    return hear().stream().map(Staff::word).toList();
  }

  /** In another process, a moment later. */
  Staff restart() {
    return restart(store -> true);
  }

  /** The same, of which it is known what these stores held. */
  Staff restart(Predicate<String> stores) {
    hear();
    tickets();
    spine = spine.restarted(dir.resolve("next" + restarts++), stores);
    n1 = n1.on(spine);
    return this;
  }

  @Override
  public void close() {
    spine.close();
  }
}
