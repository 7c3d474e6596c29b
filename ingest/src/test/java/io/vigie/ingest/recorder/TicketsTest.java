package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tickets, their steps, and what became of mails. */
class TicketsTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Instant T0 = Instant.ofEpochMilli(1_790_000_000_250L);

  private Recorder recorder;

  @BeforeEach
  void start() {
    recorder = Recorder.start(Lab.settings(), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  @Test
  void aTicketHasItsLastStateAndEveryStep() {
    TicketId id = new TicketId("Évènements: été", 12);
    Lab.send(step(id, 1, TicketState.GATHERING, TicketMove.OPENED, "", 1, null));
    Lab.send(step(id, 2, TicketState.SENT, TicketMove.SENT, "", 3, DeliveryState.ACCEPTED));
    Lab.awaitRecorded(LIMIT);
    Lab.send(step(id, 3, TicketState.TAKEN, TicketMove.TAKEN, "zoe", 2, DeliveryState.ACCEPTED));
    Lab.awaitRecorded(LIMIT);

    assertThat(
            Lab.rows(
                "SELECT app,number,state,severity,badness,services,nodes,alerts,ended,told,accepted,refused,"
                    + "failed,owner,n,sent,closed FROM ticket WHERE id=?",
                id.toString()))
        .containsExactly(
            Arrays.asList(
                id.app(),
                "12",
                "taken",
                "3",
                "4",
                "[\"t/s0\",\"t/s1\"]",
                "[]",
                "2",
                "1",
                "2",
                "1",
                "1",
                "0",
                "zoe",
                "3",
                Long.toString(T0.toEpochMilli()),
                null));
    assertThat(
            Lab.rows(
                "SELECT place,alert,episode,summary FROM ticket_line WHERE ticket=? ORDER BY place",
                id.toString()))
        .as("a line that is there no more is gone")
        .containsExactly(
            List.of("0", "service-unavailable:t/s0", "1", "t/s0 is down"),
            List.of("1", "service-unavailable:t/s1", "1", "t/s1 is down"));
    assertThat(
            Lab.rows(
                "SELECT channel,person,mail,why,state,detail FROM ticket_told WHERE ticket=? ORDER BY place",
                id.toString()))
        .containsExactly(
            List.of("mail", "zoe", "zoe@x", "responsible", "accepted", ""),
            List.of("chat", "ben", "", "channel", "refused", "HTTP 404"));
    assertThat(
            Lab.rows(
                "SELECT n,move,state,by_whom,comment,owner,alerts FROM ticket_step WHERE ticket=?",
                id.toString()))
        .containsExactly(
            List.of("1", "opened", "gathering", "", "step 1", "", "1"),
            List.of("2", "sent", "sent", "", "step 2", "", "3"),
            List.of("3", "taken", "taken", "zoe", "step 3", "zoe", "2"));
  }

  @Test
  void howATicketEndedStaysWhenStreamsForgetIt() {
    TicketId id = new TicketId("forgotten", 1);
    Lab.send(step(id, 1, TicketState.CLOSED, TicketMove.CLOSED, "", 1, null));
    Lab.sendRaw(Topic.TICKET, Partition.of("forgotten", Lab.PARTITIONS), id.toString(), null);
    Lab.awaitRecorded(LIMIT);

    assertThat(Lab.rows("SELECT state,badness FROM ticket WHERE id=?", id.toString()))
        .containsExactly(List.of("closed", "0"));
  }

  @Test
  void aMailHasItsLastFateAndTheTicketsItTellsOf() {
    TicketId one = new TicketId("mails", 1);
    TicketId other = new TicketId("mails", 2);
    Lab.send(delivery(List.of(one, other), DeliveryState.FAILED, 1, T0.plusSeconds(60)));
    Lab.send(delivery(List.of(one, other), DeliveryState.ACCEPTED, 2, null));
    Lab.awaitRecorded(LIMIT);

    assertThat(
            Lab.rows(
                "SELECT d.channel,d.to_whom,d.address,d.state,d.attempt,d.reply,d.next_at,d.tells,d.test"
                    + " FROM delivery_ticket t JOIN delivery d ON d.id=t.delivery WHERE t.ticket=?",
                other.toString()))
        .containsExactly(
            Arrays.asList("mail", "zoe", "zoe@x", "accepted", "2", "reply 2", null, "2", "test-2"));
  }

  @Test
  void anAlertNamesItsTicket() {
    AlertId id = AlertId.of(AlertKind.SERVICE_UNAVAILABLE, "told/web", "");
    Lab.send(alert(id));
    Lab.awaitRecorded(LIMIT);

    assertThat(
            Lab.rows(
                "SELECT ticket,ticketed_at,ticket_comment FROM alert WHERE id=?", id.toString()))
        .containsExactly(
            List.of("shop:4", Long.toString(T0.toEpochMilli()), "Alert sent to zoe@x"));
  }

  private static Ticket step(
      TicketId id,
      long n,
      TicketState state,
      TicketMove move,
      String by,
      int lines,
      DeliveryState first) {
    return new Ticket(
        id,
        n,
        state,
        move,
        Severity.CRITICAL,
        T0,
        T0.plusSeconds(n),
        state == TicketState.CLOSED ? T0 : null,
        first == null ? null : T0,
        by,
        "step " + n,
        by,
        IntStream.range(0, lines).mapToObj(TicketsTest::line).toList(),
        List.of(
            new Ticket.Told(to("zoe", "responsible"), first, ""),
            new Ticket.Told(
                new Recipient(Channel.CHAT, "ben", "", "en", "channel"),
                DeliveryState.REFUSED,
                "HTTP 404")),
        "",
        "");
  }

  private static Ticket.Line line(int i) {
    return new Ticket.Line(
        AlertId.of(AlertKind.SERVICE_UNAVAILABLE, "t/s" + i, ""),
        1,
        Severity.CRITICAL,
        "t/s" + i + " is down",
        T0,
        i == 0 ? T0 : null);
  }

  private static Recipient to(String person, String why) {
    return new Recipient(person, person + "@x", "en", why);
  }

  private static Delivery delivery(
      List<TicketId> tickets, DeliveryState state, int attempt, Instant next) {
    return new Delivery(
        "m1@vigie",
        Channel.MAIL,
        "zoe",
        "zoe@x",
        List.of("a1", "test-2"),
        tickets,
        state,
        attempt,
        T0,
        "reply " + attempt,
        next,
        "",
        "",
        "");
  }

  private static Alert alert(AlertId id) {
    return new Alert(
        id,
        1,
        1,
        1,
        AlertState.OPEN,
        Severity.CRITICAL,
        AlertMove.TICKETED,
        false,
        null,
        T0,
        T0,
        T0,
        null,
        "",
        "PRD",
        true,
        List.of("shop"),
        ServiceId.parse("told/web"),
        null,
        "",
        null,
        new Alert.Ticketing(new TicketId("shop", 4), T0, "Alert sent to zoe@x"),
        Map.of(),
        List.of());
  }
}
