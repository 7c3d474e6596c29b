package io.vigie.standalone.proof;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tickets in a browser: from a rule to somebody who has one. */
class TicketConsoleTest extends OnConsole {
  private static final List<String> NODES = List.of("n1", "n2");
  private static final TicketId TOLD = new TicketId("mail", 7);
  private static final AlertId DOWN = AlertId.of(AlertKind.SERVICE_UNAVAILABLE, "prod/imap", "");

  private static Agents agents;

  @BeforeAll
  static void start() {
    agents = parts.own(new Agents(collector.bootstrap(), collector.partitions()));
    agents.keepAlive(NODES.stream().map(node -> new NodeId("prod", node)).toList());
  }

  @Test
  void aRuleMakesATicketOfASplitAndSomebodyTakesIt() {
    show("ticket-rules");
    page.locator(".view-head button").click();
    page.fill("#field-app", "shop");
    page.selectOption("#field-kind", "service-split");
    page.fill("#field-after", "soon");
    submit();
    assertThat(page.locator(".form-problem")).containsText("\"soon\" is no time");
    page.fill("#field-after", "0s");
    submit();
    assertThat(page.locator("dialog[open] .lead")).containsText("last seven days");
    submit();
    assertThat(page.locator("tr.row .c-app").first()).hasText("shop");
    assertThat(page.locator("tr.row .c-after").first()).containsText("at once");

    show("tickets?q=app%3Dshop");
    for (String node : List.of("n1", "n2", "n1")) {
      up("basket", node, node.equals("n2") ? List.of("n1") : List.of());
    }
    agents.flush();
    page.locator("tr.row[data-id='shop:1'] .c-ticket a").click();

    assertThat(page.locator("h1")).hasText("shop:1");
    assertThat(page.locator(".ticket-lines tr.row .c-what a"))
        .hasAttribute("title", "service-split:prod/basket");
    page.keyboard().press("a");
    page.fill("#field-comment", "I look at the disks");
    submit();
    assertThat(page.locator(".title .state .word").last()).hasText("taken");
    assertThat(page.locator(".history li").first()).containsText("I look at the disks");
    assertThat(page.locator(".history li").first()).containsText("admin has it");

    show("services/prod/basket");
    assertThat(page.locator(".tickets tr.row .c-owner")).hasText("admin");
  }

  @Test
  void whatBecameOfEachMailIsSaidAndTheAlertSaysWhoTookIt() {
    tellOfImap(agents);
    show("tickets?q=app%3Dmail");
    assertThat(row(TOLD).locator(".c-told")).hasText(Pattern.compile("1 of 2\\s*1 refused"));
    assertThat(row(TOLD).locator(".c-external a"))
        .hasAttribute("href", "https://rt.example.org/4711");
    usable("tickets?q=app%3Dmail");

    show("tickets/mail%3A7");
    assertThat(page.locator(".ticket-told tr.row .c-fate").last())
        .hasText(Pattern.compile("refused\\s*550 no such user"));
    assertThat(page.locator(".ticket-mails tr.row .c-fate").first())
        .hasText(Pattern.compile("not yet\\s*451 try again later\\s*3 tries so far; again .*"));
    assertThat(page.locator(".ticket-mails tr.row .c-mail a"))
        .hasAttribute("href", "https://rt.example.org/4711");
    assertThat(page.locator(".ticket-mails tr.row .c-fate").last())
        .hasText(Pattern.compile("not yet\\s*HTTP 503 maintenance\\s*2 tries so far; again .*"));
    usable("tickets/mail%3A7");

    show("alerts/service-unavailable%3Aprod%2Fimap");
    assertThat(page.locator(".acked-line"))
        .hasText(
            Pattern.compile(
                "^acked by vigie on .* with comment: Automatically acknowledged upon ticket"
                    + " generation. Alert sent to zoe@example.org ticket mail:7$"));
    assertThat(page.locator("alert-recipients")).containsText("nobody");
    assertThat(page.locator("alert-recipients")).containsText("when nobody takes it for 5m");
    usable("alerts/service-unavailable%3Aprod%2Fimap");
    usable("ticket-rules");
  }

  static void usable(String view) {
    page.setViewportSize(1280, 900);
    show(view);
    assertThat(page.locator("tr.row, .history li").first()).isVisible();
    assertThat(Browser.axe(page, "{}")).as(view + " at 1280 px").isEmpty();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(Browser.axe(page, "{runOnly: ['color-contrast']}"))
        .as(view + " in the dark")
        .isEmpty();
    page.setViewportSize(390, 844);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
        .as(view + ": pixels beyond the edge of a phone")
        .isEqualTo(0);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1280, 900);
  }

  /** As streams and notify tell it. */
  static void tellOfImap(Agents agents) {
    Instant now = Instant.now();
    Alert.Ticketing ticketed =
        new Alert.Ticketing(
            TOLD,
            now,
            "Automatically acknowledged upon ticket generation. Alert sent to zoe@example.org");
    agents.tellAsStreams(
        new Alert(
            DOWN,
            2,
            1,
            1,
            AlertState.OPEN,
            Severity.CRITICAL,
            AlertMove.TICKETED,
            false,
            null,
            now.minusSeconds(900),
            now.minusSeconds(890),
            now,
            null,
            "",
            "PRD",
            true,
            List.of("mail"),
            ServiceId.parse("prod/imap"),
            null,
            "",
            null,
            ticketed,
            Map.of("avail", "down"),
            List.of(
                new Alert.Evidence(
                    "vigie.service-health.v1-0@7",
                    Map.of("avail", "up"),
                    Map.of("avail", "down")))));
    agents.tellAsStreams(
        new Ticket(
            TOLD,
            1,
            TicketState.SENT,
            TicketMove.SENT,
            Severity.CRITICAL,
            now.minusSeconds(600),
            now,
            null,
            now,
            "",
            "",
            "",
            List.of(
                new Ticket.Line(
                    DOWN, 1, Severity.CRITICAL, "imap is down", now.minusSeconds(900), null)),
            List.of(
                told("zoe", DeliveryState.ACCEPTED, ""),
                told("ben", DeliveryState.REFUSED, "550 no such user")),
            "4711",
            "https://rt.example.org/4711"));
    agents.tellAsStreams(
        new Delivery(
            "m1@vigie.example.org",
            Channel.MAIL,
            "ben",
            "ben@example.org",
            List.of("a1"),
            List.of(TOLD),
            DeliveryState.FAILED,
            3,
            now,
            "451 try again later",
            now.plusSeconds(300),
            "",
            "",
            ""));
    agents.tellAsStreams(tracker("rt", DeliveryState.ACCEPTED, now, "ticket 4711", null, "4711"));
    agents.tellAsStreams(
        tracker("sd", DeliveryState.FAILED, now, "HTTP 503 maintenance", now.plusSeconds(120), ""));
    agents.flush();
  }

  private static Delivery tracker(
      String name, DeliveryState state, Instant at, String reply, Instant again, String external) {
    return new Delivery(
        "tracker-" + name,
        Channel.TRACKER,
        name,
        "https://" + name + ".example.org",
        List.of(),
        List.of(TOLD),
        state,
        2,
        at,
        reply,
        again,
        external,
        external.isEmpty() ? "" : "https://" + name + ".example.org/" + external,
        "");
  }

  private static Ticket.Told told(String person, DeliveryState state, String detail) {
    return new Ticket.Told(
        new Recipient(person, person + "@example.org", "en", "responsible"), state, detail);
  }

  private static void up(String service, String node, List<String> supersedes) {
    agents.tell(
        Agents.status(
            new InstanceId("prod", service, node),
            Availability.UP,
            List.of("app"),
            NODES,
            Topology.FAILOVER,
            List.of("shop", "PRD", "PRD", "hosted"),
            supersedes));
  }

  private static Locator row(TicketId id) {
    return page.locator("tr.row[data-id='" + id + "']");
  }

  static void show(String view) {
    page.navigate("about:blank");
    page.navigate(collector.url() + "/#/" + view);
  }

  static void submit() {
    page.locator("dialog[open] button[type=submit].primary").click();
  }
}
