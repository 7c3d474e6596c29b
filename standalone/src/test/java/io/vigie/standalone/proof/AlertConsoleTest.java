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
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.id.ServiceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alerts in a browser: from what agents say to somebody who knows of it. */
class AlertConsoleTest extends OnConsole {
  private static final Pattern HELD = Pattern.compile("^svc[01] is not served: down$");
  private static final List<String> NODES = List.of("n1", "n2");

  private static Agents agents;

  @BeforeAll
  static void start() {
    agents = parts.own(new Agents(collector.bootstrap(), collector.partitions()));
    agents.keepAlive(NODES.stream().map(node -> new NodeId("prod", node)).toList());
  }

  @Test
  void aSplitIsOnTheHomePageAsItHappensAndCountedUntilSomebodyKnows() {
    page.navigate("about:blank");
    page.navigate(collector.url() + "/");
    assertThat(page.locator("h1")).hasText("Problems");
    show("problems?q=service%3Dledger");
    assertThat(page.locator(".empty-title")).hasText("Nothing matches these filters");

    assertThat(count("critical")).not().hasText("–");
    int before = Integer.parseInt(count("critical").innerText());

    split("ledger");

    assertThat(row("service-split:prod/ledger").locator(".c-what a"))
        .hasText("ledger is up on several nodes at once: n1, n2");
    assertThat(row("service-split:prod/ledger").locator(".c-severity .word")).hasText("critical");
    assertThat(count("critical")).hasText(Integer.toString(before + 1));
    assertThat(page).hasTitle("(" + (before + 1) + ") Problems · Vigie");
    assertThat(page.locator("#favicon")).hasAttribute("href", Pattern.compile("alert"));

    row("service-split:prod/ledger").locator(".c-what a").focus();
    page.keyboard().press("a");
    assertThat(page.locator("#field-comment")).isFocused();
    submit();
    assertThat(page.locator(".form-problem")).hasText("Comment is missing.");
    page.fill("#field-comment", "the disks are being fenced");
    page.selectOption("#field-expiry", "4h");
    submit();

    assertThat(row("service-split:prod/ledger")).hasClass(Pattern.compile("\\bknown\\b"));
    assertThat(row("service-split:prod/ledger").locator(".c-known"))
        .containsText("the disks are being fenced");
    assertThat(count("critical")).hasText(Integer.toString(before));
    assertThat(page).hasTitle((before == 0 ? "" : "(" + before + ") ") + "Problems · Vigie");
    page.locator(".counts a[href*='acknowledged%3Dempty']").click();
    assertThat(row("service-split:prod/ledger")).hasCount(0);
  }

  @Test
  void anAlertsPageSaysWhyAndWhatHappenedToIt() {
    split("cards");
    show("problems?q=service%3Dcards");
    row("service-split:prod/cards").locator(".c-what a").click();

    assertThat(page.locator("h1")).hasText("cards is up on several nodes at once: n1, n2");
    assertThat(page.locator(".evidence caption").first())
        .hasText(Pattern.compile("Record vigie\\..*-\\d+@\\d+"));
    Locator up = page.locator(".evidence").first().locator("tr.changed", has("up")).first();
    assertThat(up).isVisible();
    assertThat(page.locator(".why .rule"))
        .containsText("Raised when it has lasted 35s; in production: critical.");
    assertThat(page.locator("alert-page")).containsText("Nobody answers for it");
    assertThat(page.locator(".history li")).hasCount(1);

    page.keyboard().press("a");
    page.fill("#field-comment", "zoe looks at it");
    submit();
    assertThat(page.locator(".acked-line"))
        .hasText(Pattern.compile("^acked by admin on .* with comment: zoe looks at it$"));
    assertThat(page.locator(".history li").first()).containsText("admin: zoe looks at it");
    page.getByText("Withdraw", new Page.GetByTextOptions().setExact(true)).click();
    submit();
    assertThat(page.locator(".acked-line")).hasCount(0);
    assertThat(page.locator(".history li")).hasCount(3);
    page.locator(".facts a").first().click();
    assertThat(page.locator("service-page list-section tr.row .c-what"))
        .hasText("cards is up on several nodes at once: n1, n2");
  }

  @Test
  void manyAreAcknowledgedTogetherAndWhatCouldNotBeIsTold() {
    for (String service : List.of("mail1", "mail2", "mail3")) {
      fail(service, "start", "many-" + service);
    }
    show("problems?q=service%3D~%5Email&sort=service");
    assertThat(rows()).hasCount(3);
    assertThat(rows().first().locator(".c-what a")).hasText("start of mail1 failed on n1");
    page.locator("thead .c-choose input").click();
    assertThat(page.locator(".chosen-bar b")).hasText("3 chosen");

    end("mail2", "start", "over-mail2", ActionStatus.OK);
    assertThat(page.locator("tr.row:not(.gone)")).hasCount(2);
    page.keyboard().press("a");
    page.fill("#field-comment", "mail is being moved");
    submit();

    assertThat(page.locator("dialog[open] h2")).hasText("2 acknowledged, 1 not");
    assertThat(page.locator("dialog[open] .changes li"))
        .hasText(Pattern.compile("start of mail2 failed on n1\\s+ended meanwhile"));
    submit();
    assertThat(page.locator("tr.row.known:not(.gone)")).hasCount(2);
    assertThat(page.locator(".chosen-bar")).hasCount(0);
  }

  @Test
  void failedActionsAreStruckThroughUnderTheYellowLineOf2010() {
    fail("print1", "start", "print-1");
    fail("print2", "start", "print-2");
    show("actions?q=service%3D~%5Eprint&sort=service");
    assertThat(rows()).hasCount(2);
    page.locator("thead .c-choose input").click();
    page.locator(".chosen-bar .primary").click();
    page.fill("#field-comment", "paper is out");
    submit();

    assertThat(page.locator("tr.note")).hasCount(2);
    assertThat(page.locator("tr.note").first())
        .hasText(Pattern.compile("acked by admin on .* with comment: paper is out"));
    assertThat(page.locator("tr.row.acked .c-action .value").first())
        .hasCSS("text-decoration-line", "line-through");
    assertThat(page.locator("tbody .c-choose input")).hasCount(0);
    show("alerts?q=service%3Dprint1");
    assertThat(rows().first().locator(".c-state"))
        .hasText(Pattern.compile("resolved\\s+acknowledged"));
  }

  @Test
  void whatSomebodyElseAcknowledgesIsStruckThroughHereToo() {
    fail("press", "start", "press-1");
    fail("press", "stop", "press-2");
    show("services/prod/press");
    assertThat(page.locator("h2 a.errors")).hasText("2 failed, not acknowledged");
    Page list = page.context().newPage();
    list.navigate(collector.url() + "/#/actions?q=service%3Dpress");
    Locator first = list.locator("tr.row[data-id='press-1']");
    assertThat(first).not().hasClass(Pattern.compile("\\backed\\b"));

    ServiceId service = ServiceId.parse("prod/press");
    NodeId n1 = NodeId.parse("prod/n1");
    agents.tell(new ActionAcknowledge(service, "press-1", n1, "zoe@n1", "ink was out", false));
    agents.flush();

    assertThat(first).hasClass(Pattern.compile("\\backed\\b"));
    assertThat(list.locator("tr.note"))
        .hasText(Pattern.compile("acked by zoe@n1 on .* with comment: ink was out"));
    assertThat(page.locator("h2 a.errors")).hasText("1 failed, not acknowledged");
    assertThat(page.locator("tr.note"))
        .hasText(Pattern.compile("acked by zoe@n1 on .* with comment: ink was out"));

    post("actions/acknowledge", "{\"actions\":[\"press-2\"],\"comment\":\"x\"}");
    assertThat(list.locator("tr.note")).hasCount(2);
    assertThat(page.locator("h2 a.errors")).hasCount(0);
    post("actions/unacknowledge", "{\"actions\":[\"press-1\",\"press-2\"]}");
    assertThat(list.locator("tr.note")).hasCount(0);
    assertThat(page.locator("h2 a.errors")).hasText("2 failed, not acknowledged");
    list.close();
  }

  @Test
  void aNodeThatSomebodyWorksOnSaysSoAndMutesWhatFailsThere() {
    Instant end = Instant.now().plusSeconds(7_200);
    NodeId n2 = new NodeId("prod", "n2");
    agents.tell(facts(n2, new Maintenance(end, "new memory", "zoe@n2")));
    fail("forge", "start", "forge-1");
    Instant now = Instant.now();
    InstanceId there = new InstanceId("prod", "forge", "n2");
    up("forge", "n2", List.of("n1"));
    agents.tell(
        new ActionEnd(
            "forge-2",
            there,
            "stop",
            ActionOrigin.USER,
            "root",
            "",
            1,
            now,
            now,
            ActionStatus.ERR));
    agents.flush();

    show("nodes?q=maintenanceUntil!%3Dempty");
    assertThat(rows()).hasCount(1);
    Locator flag = row("prod/n2").locator(".c-state .f-maintenance");
    assertThat(flag).hasAttribute("title", Pattern.compile("^In maintenance until .* new memory$"));
    show("nodes/prod/n2");
    assertThat(page.locator(".facts").first()).containsText("new memory (zoe@n2)");
    show("alerts?q=service%3Dforge+silenced%3Dtrue");
    assertThat(rows()).hasCount(1);
    assertThat(rows().first()).containsText("stop of forge failed on n2");
    show("alerts?q=service%3Dforge+silenced%3Dfalse+kind%3Daction-failed");
    assertThat(rows().first()).containsText("start of forge failed on n1");

    show("nodes?q=node%3Dn2");
    agents.tell(facts(n2, null));
    agents.flush();
    assertThat(flag).hasCount(0);
    show("alerts?q=service%3Dforge+silenced%3Dfalse+kind%3Daction-failed");
    assertThat(rows()).hasCount(2);
  }

  private static NodeFacts facts(NodeId node, Maintenance maintenance) {
    return new NodeFacts(node, "PRD", "", "", "b1", null, false, List.of(), maintenance);
  }

  @Test
  void aProgramsAlertIsRaisedChangedWithdrawnAndEndsAtItsTime() {
    up("vault", "n1", List.of());
    agents.flush();
    show("services?q=service%3Dvault");
    assertThat(rows()).hasCount(1);
    custom("queue", "warning", "9,000 wait", "");
    show("alerts?q=service%3Dvault");
    Locator alert = row("custom:prod/vault:queue");
    assertThat(alert).containsText("9,000 wait");
    custom("queue", "error", "12,000 wait", "");
    assertThat(alert).containsText("12,000 wait");
    assertThat(alert.locator(".c-severity .word")).hasText("error");

    Instant soon = Instant.now().plusSeconds(6);
    custom("backup", "info", "none tonight", ",\"until\":\"" + soon + '"');
    show("alerts?q=service%3Dvault");
    assertThat(row("custom:prod/vault:backup")).containsText("none tonight");
    assertThat(row("custom:prod/vault:backup").locator(".c-state"))
        .hasText(Pattern.compile("resolved\\s+.*time.*"));

    show("alerts/custom%3Aprod%2Fvault%3Aqueue");
    page.getByText("End this alert", new Page.GetByTextOptions().setExact(true)).click();
    submit();
    assertThat(page.locator(".facts").first()).containsText("resolved");
  }

  private static void custom(String name, String severity, String summary, String more) {
    post(
        "alerts/custom",
        "{\"service\":\"prod/vault\",\"name\":\"%s\",\"severity\":\"%s\",\"summary\":\"%s\"%s}"
            .formatted(name, severity, summary, more));
  }

  @Test
  void whatHasOneCauseIsFoldedUnderItAndRowsAreGrouped() {
    tellRootWithTwo();
    show("problems?q=cluster%3Drack&by=node");

    Locator root = row("node-silent:rack/gone");
    assertThat(root.locator(".c-what a")).hasText("gone gives no sign of life");
    assertThat(rows()).hasCount(2);
    assertThat(page.locator("tr.over")).hasCount(2);
    assertThat(page.locator("tr.over").first()).containsText("gone");
    root.locator(".toggle").click();
    assertThat(page.locator("tr.detail td.c-what")).hasText(new Pattern[] {HELD, HELD});
    assertThat(page).hasURL(Pattern.compile("by=node.*open=node-silent"));
    page.getByText("Application", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("tr.over a")).hasText(new String[] {"Without application", "RACK"});

    for (String view :
        List.of("problems?by=app", "alerts", "alerts/node-silent%3Arack%2Fgone", "rules")) {
      usable(view);
    }
    show("problems?kiosk=1");
    assertThat(rows().first()).isVisible();
    assertThat(page.locator(".view-tools")).hasCount(0);
    assertThat(Browser.axe(page, "{}")).as("on the wall").isEmpty();
    page.keyboard().press("Escape");
    assertThat(page.locator(".view-tools")).isVisible();
  }

  @Test
  void copiesOfDataAreSeenByTheirAgeAndLeadToTheirAlertsAndRuns() {
    up("books", "n1", List.of());
    copy("books", "sync#nodes", "n2", 600, ActionStatus.OK);
    for (int hours = 6; hours > 2; hours--) {
      copy("books", "sync#drp", "far", 3_600L * hours, ActionStatus.OK);
    }
    copy("books", "sync#drp", "tape", 3_600, ActionStatus.OK);
    copy("books", "sync#drp", "tape", 0, ActionStatus.ERR);
    agents.flush();
    show("syncs?q=service%3Dbooks");
    assertThat(rows()).hasCount(3);
    assertThat(page.locator("tr.row .c-state .word"))
        .hasText(new String[] {"late", "failed", "ok"});
    Locator far = row("prod/books:sync#drp/far");
    assertThat(far.locator(".c-age .number")).hasText(Pattern.compile("^3h( \\d+m)? of 2h$"));
    assertThat(far.locator("age-bar .filled")).hasAttribute("width", "100");
    assertThat(row("prod/books:sync#nodes/n2").locator("age-bar .filled"))
        .hasAttribute("width", Pattern.compile("^6\\.\\d+$"));
    assertThat(page.locator(".sites li")).containsText("1 late");
    assertThat(page.locator(".sites .loss")).hasText(Pattern.compile("^3h( \\d+m)?$"));

    row("prod/books:sync#drp/tape").locator(".c-state a").click();
    assertThat(page.locator("h1")).hasText("The last copy of books to tape failed (sync#drp)");
    page.locator(".facts a", exactly("sync#drp/tape")).click();
    assertThat(page.locator("h1")).hasText("sync#drp of books to tape");
    assertThat(page.locator("runs-chart canvas")).isVisible();
    assertThat(page.locator("tr.row .c-status .word")).hasText(new String[] {"err", "ok"});

    copy("books", "sync#drp", "tape", -1, ActionStatus.OK);
    agents.flush();
    assertThat(page.locator(".title .word")).hasText("ok");
    assertThat(rows()).hasCount(3);
    page.locator(".facts a[href='#/services/prod/books']").click();
    assertThat(page.locator("tr.row[data-id='prod/books:sync#drp/tape'] .c-state .word"))
        .hasText("ok");
    usable("syncs");
    usable("syncs/prod%2Fbooks%3Async%23drp%2Ftape");
  }

  @Test
  void aRuleIsChangedAndItsDefaultHoldsAgain() {
    show("rules");
    Locator rule = row("clock-skew");
    rule.getByText("Edit").click();
    page.fill("#field-hold", "soon");
    submit();
    assertThat(page.locator(".form-problem")).containsText("\"soon\" is no duration");
    page.fill("#field-hold", "5m");
    page.selectOption("#field-other", "warning");
    submit();

    assertThat(rule.locator(".c-hold b")).hasText("5m");
    assertThat(rule.locator(".c-other b")).hasText(Pattern.compile("warning"));
    rule.getByText("Default", new Locator.GetByTextOptions().setExact(true)).click();
    submit();
    assertThat(rule.locator(".c-hold b")).hasCount(0);
    assertThat(rule.locator(".c-hold")).hasText("at once");
  }

  /** As a program of hers would: her own page does not know. */
  private static void post(String what, String body) {
    assertThat(
            page.evaluate(
                "async ([url, body]) => (await fetch(url, {method: 'POST', body, headers:"
                    + " {'content-type': 'application/json', 'x-vigie-request': '1'}})).status",
                List.of("/api/v1/" + what, body)))
        .isEqualTo(200);
  }

  private static void usable(String view) {
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
  }

  private static Locator.LocatorOptions has(String field) {
    return new Locator.LocatorOptions()
        .setHas(page.locator("th", new Page.LocatorOptions().setHasText(field)));
  }

  private static Locator rows() {
    return page.locator("tr.row");
  }

  private static Locator row(String id) {
    return page.locator("tr.row[data-id='" + id + "']");
  }

  private static Locator count(String severity) {
    return page.locator("alert-counts a[href*='severity%3D" + severity + "'] b");
  }

  private static void show(String view) {
    page.navigate("about:blank");
    page.navigate(collector.url() + "/#/" + view);
  }

  private static void submit() {
    page.locator("dialog[open] button[type=submit].primary").click();
  }

  /** n2 takes over from n1, which speaks again and is up still. */
  private static void split(String service) {
    up(service, "n1", List.of());
    up(service, "n2", List.of("n1"));
    up(service, "n1", List.of());
    agents.flush();
  }

  private static void up(String service, String node, List<String> supersedes) {
    agents.tell(
        Agents.status(
            new InstanceId("prod", service, node),
            Availability.UP,
            List.of("app"),
            NODES,
            Topology.FAILOVER,
            List.of("", "PRD", "PRD", "hosted"),
            supersedes));
  }

  /**
   * @param ago when it ended, seconds
   */
  private static void copy(
      String service, String rid, String target, long ago, ActionStatus status) {
    Instant end = Instant.now().minusSeconds(ago);
    agents.tell(
        new SyncResult(
            service + rid + target + ago,
            new InstanceId("prod", service, "n1"),
            Rid.parse(rid),
            "",
            target,
            end.minusSeconds(9),
            end,
            status,
            status == ActionStatus.ERR ? "no space left on device" : "",
            120,
            5_000_000,
            555_555,
            "",
            null,
            end.plusSeconds(3_600),
            7_200,
            null));
  }

  private static Page.LocatorOptions exactly(String text) {
    return new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + text + "\\s*$"));
  }

  private static void fail(String service, String action, String id) {
    up(service, "n1", List.of());
    end(service, action, id, ActionStatus.ERR);
  }

  private static void end(String service, String action, String id, ActionStatus status) {
    Instant now = Instant.now();
    InstanceId instance = new InstanceId("prod", service, "n1");
    agents.tell(
        new ActionEnd(id, instance, action, ActionOrigin.USER, "root", "", 1, now, now, status));
    agents.flush();
  }

  /** A silent node, two services that hang on it, and one that does not. */
  private static void tellRootWithTwo() {
    NodeId node = new NodeId("rack", "gone");
    AlertId root = AlertId.of(AlertKind.NODE_SILENT, node, "");
    agents.tellAsStreams(alert(root, Severity.CRITICAL, node, null, List.of(), null));
    for (int i = 0; i < 3; i++) {
      InstanceId of = new InstanceId("rack", "svc" + i, "n1");
      AlertId id = AlertId.of(AlertKind.SERVICE_UNAVAILABLE, of.serviceId(), "");
      agents.tellAsStreams(
          alert(id, Severity.ERROR, null, of, List.of("RACK"), i < 2 ? root : null));
    }
    agents.flush();
  }

  private static Alert alert(
      AlertId id,
      Severity severity,
      NodeId node,
      InstanceId of,
      List<String> apps,
      AlertId heldBy) {
    Instant now = Instant.now();
    return new Alert(
        id,
        1,
        1,
        1,
        AlertState.OPEN,
        severity,
        AlertMove.RAISED,
        false,
        heldBy,
        now.minusSeconds(90),
        now,
        now,
        null,
        "",
        "PRD",
        true,
        apps,
        of == null ? null : of.serviceId(),
        node,
        "",
        null,
        null,
        of == null ? Map.of() : Map.of("avail", "down"),
        List.of(
            new Alert.Evidence(
                "vigie.service-health.v1-0@7", Map.of("avail", "up"), Map.of("avail", "down"))));
  }
}
