package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Responsibles;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.event.TicketAct;
import io.vigie.contract.event.TicketRule;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import io.vigie.contract.ticket.TicketVerb;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application and its service lie on different partitions of a real broker. */
class TellPeopleAppTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OF_APP = Partition.of("erp", Field.PARTITIONS);

  @TempDir Path dir;
  private Field field;
  private StreamsApp app;
  private Agent agent;
  private String service;

  @BeforeEach
  void open() throws Exception {
    field = new Field(dir.resolve("kafka"));
    service =
        IntStream.range(0, 100)
            .mapToObj(i -> "web" + i)
            .filter(name -> Partition.of("default/" + name, Field.PARTITIONS) != OF_APP)
            .findFirst()
            .orElseThrow();
    agent = new Agent(field, "n1");
    field
        .says(new PersonPolicy("ann", "", "ann@example.org", "en", false, null, null))
        .says(
            new AppPolicy(
                "erp", "", false, new Responsibles(List.of("ann"), List.of()), List.of()));
    // the minutes of the default are pulses here, and each of them is a record
    field.says(new TicketRule("r1", "", null, null, null, 5L, true, "zoe"));
    app = start("first");
    // an alert that comes before them finds nobody to tell
    String people =
        StreamsSettings.local(field.broker.bootstrap(), dir.resolve("first")).peopleTopic();
    await().atMost(PATIENCE).until(() -> field.spread(people, 3));
  }

  @AfterEach
  void shut() {
    app.close();
    field.close();
  }

  private StreamsApp start(String stateDir) {
    return StreamsApp.start(StreamsSettings.local(field.broker.bootstrap(), dir.resolve(stateDir)));
  }

  @Test
  void anAlertIsToldBecomesATicketIsNotedAndTakenInAnotherProcess() {
    agent.beat().up(service).says(service, DOWN);
    Notification raised = until(Cause.RAISED);
    assertThat(raised.to()).extracting(to -> to.mail()).containsExactly("ann@example.org");
    Notification told = until(Cause.TICKETED);
    field.says(accepted(told));
    Ticket sent = untilTicket(TicketState.SENT);
    assertThat(sent.move()).isEqualTo(TicketMove.SENT);
    Alert noted = untilNoted();
    assertThat(noted.ticketed().comment()).endsWith("Alert sent to ann@example.org");

    app.close();
    app = start("second");
    field.says(new TicketAct(told.ticket(), TicketVerb.TAKE, "", "mine", "ann"));
    Ticket taken = untilTicket(TicketState.TAKEN);
    assertThat(taken.n()).isEqualTo(sent.n() + 1);
    assertThat(taken.told()).isEqualTo(sent.told());
    assertThat(field.read(Topic.NOTIFICATION, Notification.class))
        .extracting(Notification::cause)
        .containsExactly(Cause.RAISED, Cause.TICKETED);
  }

  private Notification until(Cause cause) {
    return last(Topic.NOTIFICATION, Notification.class, one -> one.cause() == cause);
  }

  private Ticket untilTicket(TicketState state) {
    return last(Topic.TICKET, Ticket.class, one -> one.state() == state);
  }

  private Alert untilNoted() {
    return last(Topic.ALERT, Alert.class, one -> one.move() == AlertMove.TICKETED);
  }

  /** Lets time pass until such a record is there. */
  private <E extends Event> E last(Topic topic, Class<E> kind, Predicate<E> which) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              agent.beat().repeat();
              field.pulses(10);
              return field.read(topic, kind).stream().anyMatch(which);
            });
    return field.read(topic, kind).stream().filter(which).reduce((a, b) -> b).orElseThrow();
  }

  private Delivery accepted(Notification told) {
    return new Delivery(
        "m1",
        Channel.MAIL,
        "ann",
        "ann@example.org",
        List.of(told.notification()),
        List.of(told.ticket()),
        DeliveryState.ACCEPTED,
        1,
        field.now(),
        "250 ok",
        null,
        "",
        "",
        "");
  }
}
