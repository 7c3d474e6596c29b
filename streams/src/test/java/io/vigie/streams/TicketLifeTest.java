package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertTicketed;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodePolicy;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.event.TicketAct;
import io.vigie.contract.event.TicketRule;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import io.vigie.contract.ticket.TicketVerb;
import io.vigie.contract.topic.Topic;
import io.vigie.streams.metric.Counter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody takes becomes a ticket: gathered, told, noted, taken, closed. */
class TicketLifeTest {
  private static final TicketId ERP_1 = new TicketId("erp", 1);
  private static final String LINE =
      "Automatically acknowledged upon ticket generation. Alert sent to ";

  @TempDir Path dir;
  private Staff staff;

  @BeforeEach
  void open() {
    staff = new Staff(dir);
  }

  @AfterEach
  void close() {
    staff.close();
  }

  @Test
  void afterFiveMinutesAndHalfAMinuteOfGatheringItsPeopleAreToldOfTheTicket() {
    staff.down("web").hear();
    staff.seconds(299);
    assertThat(staff.tickets()).isEmpty();
    staff.seconds(1);
    Ticket opened = staff.lastTicket();
    assertThat(opened.ticket()).isEqualTo(ERP_1);
    assertThat(opened.state()).isEqualTo(TicketState.GATHERING);
    assertThat(opened.move()).isEqualTo(TicketMove.OPENED);
    assertThat(opened.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(opened.lines().get(0).summary()).contains("service-unavailable default/web");

    staff.seconds(29);
    assertThat(staff.words()).isEmpty();
    staff.seconds(1);
    Notification told = staff.hearOne();
    assertThat(Staff.word(told)).isEqualTo("ticketed service-unavailable:default/web to ann, bob");
    assertThat(told.ticket()).isEqualTo(ERP_1);
    Ticket released = staff.lastTicket();
    assertThat(released.state()).isEqualTo(TicketState.OPEN);
    assertThat(released.move()).isEqualTo(TicketMove.RELEASED);
    assertThat(released.told()).extracting(one -> one.to().person()).containsExactly("ann", "bob");
    assertThat(released.n()).isEqualTo(2);
  }

  @Test
  void withTheFirstAcceptedMailItIsSentAndTheAlertNoted() {
    List<Notification> told = ticketed();
    staff.mailed("ann", DeliveryState.SENDING, told);
    assertThat(staff.tickets()).isEmpty();
    staff.mailed("ann", DeliveryState.ACCEPTED, told);

    Ticket sent = staff.lastTicket();
    assertThat(sent.state()).isEqualTo(TicketState.SENT);
    assertThat(sent.move()).isEqualTo(TicketMove.SENT);
    assertThat(sent.sent()).isEqualTo(staff.spine.now());
    assertThat(states(sent)).containsExactly("ann accepted", "bob -");
    Alert noted = staff.spine.lastAlert();
    assertThat(noted.move()).isEqualTo(AlertMove.TICKETED);
    assertThat(noted.acknowledged()).isNull();
    assertThat(noted.ticketed().ticket()).isEqualTo(ERP_1);
    assertThat(noted.ticketed().comment()).isEqualTo(LINE + "ann@example.org");
    assertThat(notes()).hasSize(1);
    assertThat(staff.words()).isEmpty();
  }

  @Test
  void aChannelIsToldAsPeopleAreAndIsOnTheTicketBesideAPersonOfItsName() {
    staff.says(
        new ChannelPolicy(
            "ann",
            Channel.WEBHOOK,
            "https://hooks.example.org/",
            false,
            "",
            "",
            null,
            "",
            "en",
            List.of("erp"),
            null,
            true,
            "zoe"));
    List<Notification> told = ticketed();
    assertThat(Staff.names(told.get(0))).isEqualTo("ann, bob, ann");
    Delivery mail = staff.delivery("bob", DeliveryState.REFUSED, told);
    staff
        .says(mail)
        .says(call(mail, DeliveryState.FAILED))
        .says(call(mail, DeliveryState.ACCEPTED));

    Ticket sent = staff.lastTicket();
    assertThat(states(sent)).containsExactly("ann -", "bob refused", "ann accepted");
    assertThat(sent.told().get(2).to().channel()).isEqualTo(Channel.WEBHOOK);
    assertThat(sent.state()).isEqualTo(TicketState.SENT);
    assertThat(staff.spine.lastAlert().ticketed().comment()).isEqualTo(LINE + "ann");
    staff.restart().up("web").seconds(2);
    assertThat(staff.words())
        .as("told the end, as it was told the begin")
        .containsExactly("resolved service-unavailable:default/web to ann, bob, ann");
  }

  private static Delivery call(Delivery mail, DeliveryState state) {
    return new Delivery(
        "c1",
        Channel.WEBHOOK,
        "ann",
        "",
        mail.notifications(),
        mail.tickets(),
        state,
        1,
        mail.at(),
        "HTTP 200",
        null,
        "",
        "",
        "");
  }

  @Test
  void whoTookItLaterIsAddedToTheNoteAndWhoRefusedItIsNamedOnTheTicketAlone() {
    staff.person("zoe").app("erp", "ann", "bob", "zoe");
    List<Notification> told = ticketed();
    staff.mailed("bob", DeliveryState.REFUSED, told).mailed("zoe", DeliveryState.ACCEPTED, told);
    staff.mailed("ann", DeliveryState.ACCEPTED, told);

    Ticket last = staff.lastTicket();
    assertThat(states(last)).containsExactly("ann accepted", "bob refused", "zoe accepted");
    assertThat(last.told().get(1).detail()).isEqualTo("550 no such user");
    assertThat(staff.spine.lastAlert().ticketed().comment())
        .isEqualTo(LINE + "zoe@example.org, ann@example.org");
  }

  @Test
  void whatDidNotGoThroughIsNeitherSentNorNoted() {
    List<Notification> told = ticketed();
    staff.mailed("ann", DeliveryState.FAILED, told).mailed("bob", DeliveryState.REFUSED, told);

    Ticket last = staff.lastTicket();
    assertThat(last.state()).isEqualTo(TicketState.OPEN);
    assertThat(last.sent()).isNull();
    assertThat(states(last)).containsExactly("ann failed", "bob refused");
    assertThat(notes()).isEmpty();
    assertThat(staff.spine.alerts()).isEmpty();
  }

  @Test
  void aFailedActionIsAcknowledgedByTheNoteAndItsTicketStaysUntilAPersonClosesIt() {
    staff.says(rule(AlertKind.ACTION_FAILED, 60L, true));
    staff.up("web").n1.begins("web", "start", "a1").ends("web", "start", "a1", ActionStatus.ERR);
    staff.seconds(60 + 30);
    List<Notification> told = staff.hear().stream().filter(n -> n.ticket() != null).toList();
    staff.mailed("ann", DeliveryState.ACCEPTED, told);

    ActionAcknowledge note = (ActionAcknowledge) notes().get(0);
    assertThat(note.action()).isEqualTo("a1");
    assertThat(note.by()).isEqualTo(Ticket.ROBOT);
    assertThat(note.comment()).isEqualTo(LINE + "ann@example.org");
    assertThat(staff.spine.lastAlert().reason()).isEqualTo("acknowledged");
    assertThat(staff.words()).isEmpty();
    staff.mailed("bob", DeliveryState.ACCEPTED, told).seconds(700);
    assertThat(((ActionAcknowledge) notes().get(0)).comment()).endsWith(", bob@example.org");
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.SENT);
    assertThat(staff.words()).isEmpty();

    staff.does(ERP_1, TicketVerb.CLOSE, "", "");
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.CLOSED);
  }

  @Test
  void furtherAlertsOfTheAppJoinForHalfAnHour() {
    ticketed();
    staff.tickets();
    staff.seconds(600).down("db").hear();
    staff.seconds(300);
    Ticket joined = staff.lastTicket();
    assertThat(joined.ticket()).isEqualTo(ERP_1);
    assertThat(joined.move()).isEqualTo(TicketMove.JOINED);
    assertThat(joined.lines()).hasSize(2);
    assertThat(staff.words())
        .containsExactly("ticketed service-unavailable:default/db to ann, bob");

    staff.seconds(900).down("mail").hear();
    staff.seconds(300);
    assertThat(staff.lastTicket().ticket()).isEqualTo(new TicketId("erp", 2));
  }

  @Test
  void whatJoinsATicketThatSomebodyHasIsToldAllTheSame() {
    ticketed();
    staff.does(ERP_1, TicketVerb.TAKE, "", "").down("db").hear();
    staff.seconds(300);
    assertThat(staff.words())
        .containsExactly("ticketed service-unavailable:default/db to ann, bob");
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.TAKEN);
  }

  @Test
  void whatIsTakenOrEndsInTimeIsNone() {
    staff.down("web").acknowledge(staff.spine.lastAlert(), null).down("db").seconds(200);
    staff.up("db").seconds(400);
    assertThat(staff.tickets()).isEmpty();
  }

  @Test
  void whatEndsWhileItIsGatheredIsToldToNobody() {
    staff.down("web").seconds(310).hear();
    staff.up("web").seconds(1);
    Ticket closed = staff.lastTicket();
    assertThat(closed.state()).isEqualTo(TicketState.CLOSED);
    staff.seconds(60);
    assertThat(staff.words())
        .containsExactly("resolved service-unavailable:default/web to ann, bob");
    assertThat(staff.tickets()).isEmpty();
  }

  @Test
  void whatComesBackIntoItsReopenedTicketIsOneLineAndToldOnce() {
    staff.says(rule(null, 10L, true)).raise("smoke", Severity.INFO, "erp").seconds(15);
    staff.mend("smoke").seconds(1).does(ERP_1, TicketVerb.REOPEN, "", "it will be back");
    staff.raise("smoke", Severity.INFO, "erp").hear();
    staff.seconds(40);
    assertThat(staff.words()).containsExactly("ticketed custom:default/rack:smoke to ann, bob");
    Ticket last = staff.lastTicket();
    assertThat(last.lines()).hasSize(1);
    assertThat(last.lines().get(0).resolved()).isNull();
  }

  @Test
  void theTimeStandsStillWhileItIsSilenced() {
    staff.down("web").seconds(200);
    staff.silence("s1", staff.spine.now().plusSeconds(400)).seconds(420);
    assertThat(staff.tickets()).isEmpty();
    staff.seconds(75);
    assertThat(staff.tickets()).isEmpty();
    staff.seconds(10);
    assertThat(staff.lastTicket().move()).isEqualTo(TicketMove.OPENED);
  }

  @Test
  void ofTwoAppsItIsTheFirstByNameAndForThePeopleOfBoth() {
    staff.app("shop", "max").says(rule(null, 10L, true));
    staff.raise("smoke", Severity.INFO, "shop", "erp").seconds(10).hear();
    staff.seconds(30);
    assertThat(staff.lastTicket().ticket()).isEqualTo(ERP_1);
    assertThat(staff.words())
        .containsExactly("ticketed custom:default/rack:smoke to ann, bob, max");
  }

  @Test
  void ofANodeItIsTheAppPeoplePutItInWhateverItRan() {
    staff.app("storage", "bob").app("shop", "max").says(rule(null, 60L, true));
    Agent n2 = new Agent(staff.spine, "n2");
    staff.says(in("storage", n2.node));
    n2.beat().carried(new NodeFacts.Carried("default/web", "PRD", "shop"));
    staff.restart().seconds(30 + 60 + 31);
    assertThat(staff.spine.lastAlert().apps()).containsExactly("storage", "shop");
    assertThat(staff.lastTicket().ticket()).isEqualTo(new TicketId("storage", 1));
    assertThat(staff.words())
        .containsExactly(
            "raised node-silent:default/n2 to bob", "ticketed node-silent:default/n2 to bob");

    staff.says(in("", n2.node)).seconds(2);
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.CLOSED);
    staff.seconds(60);
    assertThat(staff.lastTicket().ticket()).isEqualTo(new TicketId("shop", 1));
    assertThat(staff.words()).containsExactly("raised node-silent:default/n2 to max");
  }

  private static NodePolicy in(String app, NodeId node) {
    return new NodePolicy(node, app, null, "", "", "", "", "", "", List.of(), "", "", "", "", "");
  }

  @Test
  void whereThereIsNobodyItWaitsForSomebody() {
    staff.app("none").says(rule(null, 10L, true)).raise("smoke", Severity.INFO, "shop");
    assertThat(Staff.names(staff.hearOne())).isEmpty();
    staff.seconds(60);
    assertThat(staff.words()).isEmpty();
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.OPEN);

    staff.app("shop", "ann").seconds(1);
    assertThat(staff.words()).containsExactly("ticketed custom:default/rack:smoke to ann");
    assertThat(states(staff.lastTicket())).containsExactly("ann -");
  }

  @Test
  void peopleTakeAssignCommentCloseAndReopen() {
    ticketed();
    staff.chain("erp", 600, "max").tickets();

    staff.does(ERP_1, TicketVerb.TAKE, "", "mine");
    assertThat(act(staff.lastTicket())).isEqualTo("taken taken by ann of ann: mine");
    staff.does(ERP_1, TicketVerb.ASSIGN, "bob", "");
    assertThat(act(staff.lastTicket())).isEqualTo("taken assigned by ann of bob: ");
    staff.does(ERP_1, TicketVerb.COMMENT, "", "disk is on its way");
    assertThat(act(staff.lastTicket()))
        .isEqualTo("taken commented by ann of bob: disk is on its way");
    staff.does(ERP_1, TicketVerb.CLOSE, "", "");
    assertThat(act(staff.lastTicket())).isEqualTo("closed closed by ann of bob: ");
    staff.does(ERP_1, TicketVerb.TAKE, "", "").does(ERP_1, TicketVerb.CLOSE, "", "");
    staff.does(new TicketId("erp", 9), TicketVerb.TAKE, "", "");
    assertThat(staff.tickets()).isEmpty();
    assertThat(staff.spine.count(Counter.TICKET_ACTS_LATE)).isEqualTo(3);
    staff.restart().does(ERP_1, TicketVerb.REOPEN, "", "not yet");
    Ticket reopened = staff.lastTicket();
    assertThat(act(reopened)).isEqualTo("taken reopened by ann of bob: not yet");
    assertThat(reopened.closed()).isNull();
    staff.seconds(700);
    assertThat(staff.words()).as("somebody has it").isEmpty();
  }

  @Test
  void whenAllHasEndedTheTicketClosesAndThoseWhoWereToldHearOfIt() {
    staff.mailed("ann", DeliveryState.ACCEPTED, ticketed()).up("web").seconds(1);

    Notification resolved = staff.hearOne();
    assertThat(Staff.word(resolved))
        .isEqualTo("resolved service-unavailable:default/web to ann, bob");
    assertThat(resolved.ticket()).isEqualTo(ERP_1);
    Ticket closed = staff.lastTicket();
    assertThat(closed.state()).isEqualTo(TicketState.CLOSED);
    assertThat(closed.move()).isEqualTo(TicketMove.CLOSED);
    assertThat(closed.lines().get(0).resolved()).isEqualTo(resolved.alert().resolved());
    staff.does(ERP_1, TicketVerb.REOPEN, "", "look again").restart().seconds(61);
    assertThat(staff.tickets()).as("who reopens it has a reason").isEmpty();
  }

  @Test
  void whereTheRuleSaysSoAPersonClosesIt() {
    staff.says(rule(null, 300L, false));
    ticketed();
    staff.up("web").seconds(1);
    Ticket ended = staff.lastTicket();
    assertThat(ended.move()).isEqualTo(TicketMove.RESOLVED);
    assertThat(ended.state()).isEqualTo(TicketState.OPEN);

    staff.seconds(5).down("web").seconds(1);
    assertThat(staff.lastTicket().lines().get(0).resolved()).as("it came back").isNull();
  }

  @Test
  void whatFlapsKeepsItsTicketOpenUntilItIsSteady() {
    staff.says(rule(null, 10L, true)).raise("smoke", Severity.ERROR, "erp").seconds(45);
    for (int i = 0; i < 5; i++) {
      staff.mend("smoke").raise("smoke", Severity.ERROR, "erp");
    }
    staff.mend("smoke").seconds(600);
    assertThat(staff.lastTicket().state()).isNotEqualTo(TicketState.CLOSED);
    staff.seconds(310);
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.CLOSED);
  }

  @Test
  void theSameDeliveryAndTheSameActTwiceDoNothing() {
    List<Notification> told = ticketed();
    Delivery accepted = staff.delivery("ann", DeliveryState.ACCEPTED, told);
    TicketAct comment = new TicketAct(ERP_1, TicketVerb.COMMENT, "", "hm", "ann");
    staff.says(accepted).says(comment);
    assertThat(staff.tickets()).hasSize(2);
    notes();

    staff.says(accepted).says(comment);
    staff.mailed("ann", DeliveryState.REFUSED, told);
    assertThat(staff.tickets()).isEmpty();
    assertThat(notes()).isEmpty();
  }

  @Test
  void aTrackerThatHasTheTicketTookItAndIsNamedOnIt() {
    ticketed();
    staff.says(tracker("rt", DeliveryState.FAILED, ""));
    assertThat(staff.tickets()).isEmpty();
    staff.says(tracker("rt", DeliveryState.ACCEPTED, "4711"));
    Ticket sent = staff.lastTicket();
    assertThat(sent.state()).isEqualTo(TicketState.SENT);
    assertThat(sent.external()).isEqualTo("4711");
    assertThat(sent.link()).endsWith("/4711");
    assertThat(staff.spine.lastAlert().ticketed().comment()).isEqualTo(LINE + "rt");
  }

  @Test
  void aTrackerTookNoAlertThatCameAfterTheStepItWasTold() {
    ticketed();
    staff.down("db").hear();
    staff.seconds(300);
    notes();
    long joined = staff.lastTicket().n();
    staff.says(tracker("rt", DeliveryState.ACCEPTED, "4711"));
    assertThat(notes()).hasSize(1);
    staff.restart().says(tracker("rt", DeliveryState.ACCEPTED, "4711", joined));
    assertThat(notes()).hasSize(1);
  }

  @Test
  void ofTwoTrackersTheFirstIsNamedOnTheTicket() {
    ticketed();
    staff.says(tracker("rt", DeliveryState.ACCEPTED, "4711"));
    staff.tickets();
    staff.says(tracker("jira", DeliveryState.ACCEPTED, "OPS-1"));
    assertThat(staff.tickets()).isEmpty();
    assertThat(staff.spine.lastAlert().ticketed().comment()).isEqualTo(LINE + "rt, jira");
  }

  private Delivery tracker(String name, DeliveryState state, String external) {
    return tracker(name, state, external, 2);
  }

  private Delivery tracker(String name, DeliveryState state, String external, long step) {
    return new Delivery(
        name + "/1",
        Channel.TRACKER,
        name,
        "",
        List.of(),
        List.of(ERP_1),
        state,
        1,
        staff.spine.now(),
        "",
        null,
        external,
        external.isEmpty() ? "" : "https://" + name + ".example.org/" + external,
        "",
        step);
  }

  @Test
  void theNextProcessGoesOnWhereTheLastOneStood() {
    staff.down("web").seconds(230).restart().seconds(70);
    assertThat(staff.lastTicket().move()).isEqualTo(TicketMove.OPENED);
    staff.seconds(20).restart().seconds(29);
    assertThat(staff.words()).as("pulses of its own").isEmpty();
    staff.seconds(1);
    List<Notification> told = staff.hear();
    assertThat(told).hasSize(1);
    staff.restart().mailed("ann", DeliveryState.ACCEPTED, told);
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.SENT);
    staff.restart().mailed("bob", DeliveryState.ACCEPTED, told);
    assertThat(states(staff.lastTicket())).containsExactly("ann accepted", "bob accepted");
    assertThat(staff.spine.lastAlert().ticketed().comment()).contains("ann@", "bob@");
    // resolved, and gone before the pulse that would have told the ticket
    staff.up("web").restart().seconds(1);
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.CLOSED);
    staff.says(rule(null, 10L, true)).raise("smoke", Severity.INFO, "erp").seconds(60);
    assertThat(staff.lastTicket().ticket()).isEqualTo(new TicketId("erp", 2));
  }

  @Test
  void whatGoesToAnotherAppHasLeftItsTicketWhoeverTakesOverNext() {
    ticketed();
    staff.app("shop", "max");
    staff.n1.say(staff.n1.status("web").app(Availability.DOWN).ofApp("shop").build());
    // gone before the pulse
    staff.restart().seconds(1);
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.CLOSED);
  }

  @Test
  void aStormFillsSeveralTicketsInFewSteps() {
    staff.says(rule(null, 10L, true));
    for (int i = 0; i < 1_200; i++) {
      new Agent(staff.spine, "s%04d".formatted(i)).up("svc" + i).says("svc" + i, Availability.DOWN);
    }
    staff.seconds(25);
    List<Ticket> steps = staff.tickets();
    assertThat(steps).hasSize(3);
    assertThat(steps).extracting(step -> step.lines().size()).containsExactly(500, 500, 200);
    staff.hear();
    staff.seconds(30);
    assertThat(staff.tickets()).hasSize(3);
    List<Notification> told = staff.hear();
    assertThat(told).extracting(Notification::notification).doesNotHaveDuplicates().hasSize(1_200);
    staff.mailed("ann", DeliveryState.ACCEPTED, told.subList(0, 500));
    assertThat(staff.lastTicket().state()).isEqualTo(TicketState.SENT);
    assertThat(notes()).hasSize(500);
    assertThat(staff.spine.alerts().stream().filter(a -> a.state() == AlertState.OPEN))
        .isNotEmpty();
  }

  /** Down for long enough that its people were told of the ticket; the notification of that. */
  private List<Notification> ticketed() {
    staff.down("web").hear();
    staff.seconds(330);
    staff.tickets();
    notes();
    staff.spine.alerts();
    return staff.hear();
  }

  private List<Event> notes() {
    return staff.spine.read(Topic.COMMAND, Event.class).stream()
        .filter(event -> event instanceof AlertTicketed || event instanceof ActionAcknowledge)
        .toList();
  }

  private static TicketRule rule(AlertKind kind, Long after, boolean closes) {
    return new TicketRule("r1", "", kind, null, null, after, closes, "zoe");
  }

  private static List<String> states(Ticket ticket) {
    return ticket.told().stream()
        .map(one -> one.to().person() + ' ' + (one.state() == null ? "-" : one.state().wire()))
        .toList();
  }

  private static String act(Ticket ticket) {
    return "%s %s by %s of %s: %s"
        .formatted(
            ticket.state().wire(),
            ticket.move().wire(),
            ticket.by(),
            ticket.owner(),
            ticket.comment());
  }
}
