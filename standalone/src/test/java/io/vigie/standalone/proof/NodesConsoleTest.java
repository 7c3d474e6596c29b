package io.vigie.standalone.proof;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import io.vigie.agent.cli.AgentMain;
import io.vigie.embedded.JavaProcess;
import io.vigie.fleet.Fleet;
import io.vigie.fleet.FleetSettings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people say of nodes, one by one and together, and what stops when they go: in a browser. */
class NodesConsoleTest extends OnConsole {
  private static final FleetSettings FLEET =
      new FleetSettings(8, 12, 1, false, Duration.ofMinutes(1), Map.of());

  private static final String ASKED = "asked1";

  @BeforeAll
  static void start() {
    parts.own(Fleet.start(FLEET, collector.bootstrap()));
  }

  @AfterAll
  static void removeFlag() throws IOException {
    try (DirectoryStream<Path> flags =
        Files.newDirectoryStream(Path.of("/dev/shm"), "vigie:default:" + ASKED + ":*")) {
      for (Path flag : flags) {
        Files.delete(flag);
      }
    }
  }

  @Test
  void whatIsSaidOfANodeStandsBeforeWhatItsAgentSays() {
    openFirstNode();
    // the page's own: checks have buttons to edit their thresholds
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Edit").setExact(true))
        .click();
    page.fill("#field-rack", "R99");
    page.fill("#field-power", "Feed A");
    page.keyboard().press("Enter");
    page.fill("#field-maintenanceEnd", "2027-03-31");
    submit();

    Locator facts = page.locator("node-page > .facts");
    assertThat(facts).containsText("R99 (agent: R");
    assertThat(facts).containsText("Feed A");
    assertThat(facts).containsText("2027-03-31");
    assertThat(page.getByText("Power feed Feed A")).isVisible();
  }

  @Test
  void manyNodesAreSaidTheSameOfAfterARehearsal() {
    open("nodes");
    rows().nth(0).locator(".c-choose input").click();
    rows()
        .nth(2)
        .locator(".c-choose input")
        .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
    assertThat(page.locator(".chosen-bar b")).hasText("3 chosen");
    page.getByText("Set fields…").click();
    page.fill("#field-room", "S1");
    submit();

    assertThat(page.locator("dialog[open] h2")).hasText("3 nodes change");
    assertThat(page.locator("dialog[open] .changes li")).hasCount(3);
    assertThat(page.locator("dialog[open] .changes li").first()).containsText("Room – → S1");
    submit();
    assertThat(page.locator("dialog[open]")).hasCount(0);
    assertThat(page.locator(".chosen-bar")).hasCount(0);
    open("nodes?q=room%3DS1");
    assertThat(rows()).hasCount(3);
  }

  @Test
  void whatIsAskedOfANodeIsConfirmedThenFollowedLineByLine() throws IOException {
    open("services?sort=service&q=node!%3D" + ASKED);
    rows().first().locator("[data-main]").click();
    Locator start = page.locator("request-acts button").first();
    assertThat(start).isDisabled();
    assertThat(page.locator("#request-why")).containsText("No node of it takes requests");
    agent();
    String said = collector.url() + "/api/v1/nodes/default/" + ASKED;
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> page.request().get(said).text().contains("\"requests\":[\"start\""));
    page.navigate(collector.url() + "/#/nodes/default/" + ASKED);
    assertThat(page.locator("node-page > .facts")).containsText("Start, Stop");

    page.navigate(collector.url() + "/#/services/default/flagged");
    assertThat(start).isEnabled();
    start.click();
    assertThat(page.locator("dialog[open] h2")).hasText("Start flagged on " + ASKED + "?");
    assertThat(page.locator("dialog[open] .radius")).containsText("1 service on 1 node");
    assertThat(page.locator("dialog[open] .radius .level")).hasText("1 of them is production.");
    page.fill("#field-comment", "change 12");
    submit();
    assertThat(page.locator("request-page .facts")).containsText("change 12");
    assertThat(page.locator("request-page .log")).containsText("started");
    assertThat(rows().first().locator(".c-status .word")).hasText("ok");

    open("services?q=service%3Dflagged");
    rows().first().locator(".c-choose input").click();
    page.getByText("Act on these…").click();
    page.selectOption("#field-action", "stop");
    page.fill("#field-rids", "fs#none");
    submit();
    assertThat(page.locator("dialog[open] .radius")).containsText("Only fs#none.");
    submit();
    assertThat(page.locator("request-page .log")).containsText("refused: flagged has no resource");
    assertThat(rows().first().locator(".c-status .word")).hasText("err");
    page.locator(".crumbs a").click();
    assertThat(page.locator("request-page tr.row")).hasCount(2);
  }

  /** A real one, that takes requests and has one service. */
  private static void agent() throws IOException {
    Path etc = Files.createDirectories(dir.resolve("asked/etc/services")).getParent();
    Files.writeString(
        etc.resolve("agent.conf"),
        "[node]\nname = %s\nenv = PRD\n[kafka]\nbootstrap = %s\n[requests]\nenabled = true\n"
            .formatted(ASKED, collector.bootstrap()));
    Files.writeString(
        etc.resolve("services/flagged.conf"),
        "[DEFAULT]\nnodes = %s\nenv = PRD\n[fs#flag]\ntype = flag\n".formatted(ASKED));
    String key = collector.url() + "/api/v1/requests/key";
    Files.writeString(etc.resolve("request.pub"), page.request().get(key).text());
    String var = dir.resolve("asked/var").toString();
    parts.own(
        JavaProcess.start(AgentMain.class, Map.of(), "run", "--etc", etc.toString(), "--var", var));
  }

  @Test
  void whatStopsWithANodeIsAStepFromItsPage() {
    openFirstNode();
    page.locator(".impacts a").first().click();

    assertThat(page.locator("h1")).hasText("What would stop");
    assertThat(page.locator("impact-page")).containsText("1 node goes");
    open("nodes?q=node%3D~.");
    page.getByText("What would stop without these").click();
    assertThat(page.locator("impact-page .fates")).containsText("stops");
    assertThat(rows().first().locator(".c-fate")).hasText("Xstops");
    rows().first().locator(".c-service a").click();
    assertThat(page.locator("service-page h1")).isVisible();
  }

  @Test
  void whatIsRetiredEndsAndItsHistoryStays() throws SQLException {
    open("nodes?sort=-node");
    String id = rows().first().getAttribute("data-id");
    rows().first().locator("[data-main]").click();
    assertThat(page.locator("node-page tr.row").first()).isVisible();
    page.getByText("Retire…").click();
    assertThat(page.locator("dialog[open] .lead")).containsText("Its agent still speaks");
    submit();

    assertThat(page.locator("node-page h1 + .state")).containsText("retired");
    assertThat(page.locator("node-page")).containsText("No service names this node.");
    assertThat(page.getByText("Retire…")).hasCount(0);
    open("nodes?q=state%3Dretired&q=id%3D" + id);
    assertThat(rows()).hasCount(1);
    assertThat(spans("node_span WHERE id=?", id)).isPositive();
    assertThat(spans("instance_span WHERE id LIKE CONCAT('%@',?)", id.replaceFirst(".*/", "")))
        .isPositive();
  }

  @Test
  void aRetiredServiceIsGoneFromTheListAndItsSpansStay() throws SQLException {
    open("services?by=service&sort=-service");
    String id = rows().first().getAttribute("data-id");
    rows().first().locator("[data-main]").click();
    page.getByText("Retire…").click();
    submit();

    assertThat(page.locator("list-view h1")).hasText("Services");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(spans("service WHERE id=?", id)).isZero());
    assertThat(spans("service_span WHERE id=?", id)).isPositive();
  }

  @Test
  void aNodeThatIsSaidToHaveHadAnotherNameHasBothHistories() {
    open("nodes?sort=node&q=state%3Dalive&q=node!%3D" + ASKED);
    String was = rows().nth(0).getAttribute("data-id");
    rows().nth(1).locator("[data-main]").click();
    page.getByText("Former name…").click();
    page.fill("#field-name", was);
    submit();

    Locator facts = page.locator("node-page > .facts");
    assertThat(facts).containsText("Formerly");
    facts.getByText(was.replaceFirst(".*/", "")).click();
    assertThat(page.locator("node-page .lead")).containsText("It goes on under another name");
    assertThat(page.locator("node-page h1 + .state")).containsText("retired");
  }

  private static long spans(String of, String id) throws SQLException {
    try (Connection connection = collector.connect();
        PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM " + of)) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void openFirstNode() {
    open("nodes?q=node!%3D" + ASKED);
    rows().first().locator("[data-main]").click();
    assertThat(page.locator("node-page > .facts")).isVisible();
  }

  private static void submit() {
    page.locator("dialog[open] button[type=submit]").click();
  }

  private static Locator rows() {
    return page.locator("tr.row");
  }

  private static void open(String view) {
    page.navigate("about:blank");
    page.navigate(collector.url() + "/#/" + view);
    assertThat(rows().first()).isVisible();
  }
}
