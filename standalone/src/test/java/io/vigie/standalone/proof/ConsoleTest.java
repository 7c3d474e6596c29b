package io.vigie.standalone.proof;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.KeyboardModifier;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.event.AuditOutcome;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.fleet.Fleet;
import io.vigie.fleet.FleetSettings;
import io.vigie.standalone.VigieMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The console in a real Chromium, over a whole collector and a small fleet on which things go
 * wrong.
 */
class ConsoleTest extends OnConsole {
  private static final FleetSettings FLEET =
      new FleetSettings(8, 12, 1, true, Duration.ofMinutes(1), Map.of());

  @BeforeAll
  static void start() {
    parts.own(Fleet.start(FLEET, collector.bootstrap()));
  }

  @BeforeEach
  void forgetChoices() {
    page.evaluate("() => localStorage.clear()");
  }

  @Test
  void servicesHasTheColumnsOf2010InTheirOrderAndARowPerServiceAndNode() {
    open("services");

    assertThat(page.locator("thead th").allInnerTexts().stream().map(ConsoleTest::oneLine))
        .containsExactly(
            // to choose what is asked of the nodes
            "",
            "Service",
            "Container type",
            "App",
            "Resp",
            "Preferred node",
            "Service type",
            "Node type",
            "Node",
            "Status",
            "Groups",
            "Flags",
            "Since");
    assertThat(rows().first().locator(".c-service")).not().isEmpty();
    assertThat(rows().first().locator(".c-node")).not().isEmpty();
    assertThat(rows().first().locator(".c-status .word")).not().isEmpty();
    assertThat(rows().first().locator(".badge:not(.absent)").first()).isVisible();
  }

  @Test
  void theScreensOf2010AreSeenAsTheyWerePublished() throws IOException {
    try (Screens2010 agents = new Screens2010(collector.bootstrap(), collector.partitions())) {
      agents.tellMonitoring();
      agents.tellActions();
    }
    List<List<String>> services = Screens2010.rows("monitoring");
    open("services?q=cluster=" + Screens2010.MONITORING);
    assertThat(rows()).hasCount(services.size());
    assertThat(shown(".c-service", ".c-containerType", ".c-app", ".c-responsibles"))
        .containsExactlyInAnyOrderElementsOf(columns(services, 0, 1, 2, 3));
    assertThat(shown(".c-service", ".c-preferredNode", ".c-env", ".c-nodeEnv", ".c-node"))
        .containsExactlyInAnyOrderElementsOf(columns(services, 0, 4, 5, 6, 7));
    assertThat(shown(".c-service", ".c-node", ".c-status .word"))
        .containsExactlyInAnyOrderElementsOf(columns(services, 0, 7, 8));
    for (Locator row : rows().all()) {
      assertThat(row.locator(".badge:not(.absent)")).hasCount(4);
      for (String badge : List.of("vm", "ip", "fs", "dg")) {
        assertThat(row.locator(".b-" + badge + ":not(.absent)")).hasCount(1);
      }
    }

    List<List<String>> actions = Screens2010.rows("actions");
    open("actions?q=cluster=" + Screens2010.ACTIONS);
    assertThat(rows()).hasCount(actions.size());
    assertThat(shown(".c-service", ".c-app", ".c-node", ".c-action", ".c-status .word"))
        .containsExactlyInAnyOrderElementsOf(
            columns(actions, 0, 1, 2, 3, 4).stream()
                .map(row -> row.stream().map(cell -> cell.replace("None", "")).toList())
                .toList());
    assertThat(shown(".c-begin", ".c-end"))
        .containsExactlyInAnyOrderElementsOf(columns(actions, 5, 6));
  }

  @Test
  void servicesCanBeSeenAsOneRowEach() {
    open("services");
    page.getByText("Per service").click();

    assertThat(page).hasURL(Pattern.compile("by=service"));
    assertThat(rows().nth(FLEET.services() - 1)).isVisible();
  }

  @Test
  void aRowLeadsToThePageOfItsServiceAndFromThereToItsNode() {
    open("services?by=service&sort=service");
    String service = rows().first().getAttribute("data-id").replaceFirst(".*/", "");
    rows().first().locator("[data-main]").click();

    assertThat(page.locator("h1")).hasText(service);
    assertThat(page.locator(".instance .tree").first()).isVisible();
    assertThat(page.locator(".configs pre").first()).containsText("nodes = ");
    // drawn once it is looked at
    page.locator("spans-chart").scrollIntoViewIfNeeded();
    assertThat(page.locator("spans-chart canvas")).isVisible();
    page.locator(".of-service .c-node a").first().click();
    assertThat(page.locator(".facts").first()).containsText("Last seen");
    assertThat(rows().first()).isVisible();
    page.goBack();
    assertThat(page.locator("h1")).hasText(service);
  }

  @Test
  void nodesShowsEachNodeOfTheFleet() {
    open("nodes");

    assertThat(rows().nth(FLEET.nodes() - 1)).isVisible();
    assertThat(rows().locator(".c-state .word").first()).not().isEmpty();
  }

  @Test
  void anActionOpensToItsLinesAndTheAddressKeepsItOpen() {
    open("actions?q=action%3Dstart");
    rows().first().locator(".toggle").click();

    assertThat(logLines().first()).isVisible();
    page.reload();
    assertThat(logLines().first()).isVisible();
  }

  @Test
  void whatChangesInTheFleetChangesOnTheScreenWithoutAReload() {
    open("nodes?sort=node");
    page.evaluate("() => { window.sameDocument = true; }");
    Locator left =
        page.locator("tr.row").filter(new Locator.FilterOptions().setHasText("agent stopped"));

    try (Fleet late =
        Fleet.start(FLEET.withSeed(7).withSize(2, 2).quiet(), collector.bootstrap())) {
      assertThat(rows()).hasCount(FLEET.nodes() + late.nodes());
    }

    assertThat(left).hasCount(2);
    assertThat(page.evaluate("() => window.sameDocument === true")).isEqualTo(true);
  }

  @Test
  void aValueFiltersAltExcludesItAndTheAddressIsTheScreen() {
    open("nodes?sort=node");
    Locator type = rows().first().locator(".c-env button.value");
    String env = type.innerText();
    type.click();
    assertThat(page.locator(".chip")).hasText(Pattern.compile("env = " + env));

    page.reload();
    assertThat(page.locator(".chip")).hasCount(1);
    for (String word : page.locator("tr.row .c-env").allInnerTexts()) {
      assertThat(word).isEqualTo(env);
    }
    type.click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.ALT)));
    assertThat(page.locator(".chip")).hasText(Pattern.compile("env != " + env));
    assertThat(page.locator("tr.row .c-env").getByText(env)).hasCount(0);
    page.goBack();
    assertThat(page.locator(".chip")).hasText(Pattern.compile("env = " + env));
  }

  @Test
  void aHeaderSortsAndSaysSo() {
    open("services?by=service");
    page.locator("th.c-service button").click();

    assertThat(page.locator("th.c-service")).hasAttribute("aria-sort", "ascending");
    assertThat(page).hasURL(Pattern.compile("sort=service"));
    assertThat(rows().nth(FLEET.services() - 1)).isVisible();
    assertThat(page.locator("data-table.reading")).hasCount(0);
    assertThat(serviceNames()).isSorted();
  }

  @Test
  void aWrongQuestionSaysWhatIsWrongAndWhatMendsIt() {
    try (Page wrong = page.context().newPage()) {
      wrong.navigate(collector.url() + "/#/services?q=colour%3Dred");
      assertThat(wrong.locator(".filter-problem")).containsText("nodeEnv");

      wrong.getByText("Clear filters").click();
      assertThat(wrong.locator("tr.row").first()).isVisible();

      wrong.navigate(collector.url() + "/#/services?cursor=xxxx&at=201");
      wrong.locator(".problem button").click();
      assertThat(wrong.locator("tr.row").first()).isVisible();
    }
    assertThat(browser.takeTroubles()).isNotEmpty().allMatch(trouble -> trouble.contains("400"));
  }

  @Test
  void keysLeadThroughTheConsole() {
    open("services?by=service");
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    assertThat(page.locator("service-page h1")).isVisible();
    page.keyboard().press("g");
    page.keyboard().press("n");
    assertThat(page.locator("h1")).hasText("Nodes");
    page.keyboard().press("p");
    assertThat(page.locator(".freshness")).containsText("Paused");
    page.keyboard().press("p");
    page.keyboard().press("?");
    assertThat(page.locator("dialog[open]")).isVisible();
    page.keyboard().press("Escape");
    page.keyboard().press("/");
    assertThat(page.locator("#filter-box")).isFocused();
  }

  @Test
  void aValueWithItsCountFiltersAndTheViewIsKept() {
    open("services?by=service");
    page.locator("facet-panel > button").click();
    page.locator("#facet-field").selectOption("env");
    Locator value = page.locator("#facets .option").first();
    String counted = value.locator(".total").innerText();
    assertThat(axe("{}")).as("values with their counts").isEmpty();
    value.click();
    assertThat(page.locator(".pager .range")).hasText(Pattern.compile("of " + counted + "$"));

    page.locator("view-menu > button").click();
    page.locator("#view-name").fill("my services");
    assertThat(axe("{}")).as("kept views").isEmpty();
    page.locator("#views form button").click();
    assertThat(page.locator("#views .option")).hasText(Pattern.compile("my services"));
    page.keyboard().press("Escape");
    page.getByText("Clear filters").click();
    assertThat(page.locator(".chip")).hasCount(0);
    page.locator("view-menu > button").click();
    page.locator("#views .option").click();
    assertThat(page.locator(".chip")).hasCount(1);
    assertThat(page.locator(".pager .range")).hasText(Pattern.compile("of " + counted + "$"));
    assertThat(page.locator("a[download]"))
        .hasAttribute("href", Pattern.compile("/api/v1/services\\.csv\\?q=env%3D"));
  }

  @Test
  void columnsThatWerePutAwayStayAway() {
    open("nodes");
    page.locator("column-menu > button").click();
    page.getByLabel("Location").uncheck();
    page.getByLabel("Rows further apart").check();
    assertThat(axe("{}")).as("columns").isEmpty();
    assertThat(page.locator("th.c-location")).hasCount(0);
    assertThat(page.locator("table.list.roomy")).isVisible();

    page.reload();

    assertThat(rows().first()).isVisible();
    assertThat(page.locator("th.c-location")).hasCount(0);
    page.locator("column-menu > button").click();
    page.getByText("Show all").click();
    assertThat(page.locator("th.c-location")).isVisible();
  }

  @Test
  void aSearchLeadsToTheNodeThatHasTheNameOrTheAddress() {
    open("nodes");
    String node = rows().first().locator(".c-node .name").innerText().replaceFirst("\\s.*", "");
    page.keyboard().press("s");
    page.locator("search-dialog input").fill(node.toUpperCase(Locale.ROOT));
    Locator found = page.locator("search-dialog a.option").first();
    assertThat(found).containsText(node);
    assertThat(axe("{}")).as("search").isEmpty();
    Matcher address = Pattern.compile("10(\\.\\d+){3}").matcher(found.innerText());
    assertThat(address.find()).isTrue();
    page.locator("search-dialog input").fill(address.group());
    assertThat(found).containsText(address.group());
    page.keyboard().press("Enter");
    assertThat(page.locator("node-page h1")).containsText(node);
    assertThat(page.locator("search-dialog dialog[open]")).hasCount(0);
  }

  @Test
  void languageAndThemeAreOneClickAwayAndRemembered() {
    open("nodes");
    page.getByText("Français").click();
    assertThat(page.locator("h1")).hasText("Nœuds");
    page.getByTitle(Pattern.compile("Couleurs")).click();
    page.getByTitle(Pattern.compile("Couleurs")).click();

    page.reload();

    assertThat(page.locator("html")).hasAttribute("lang", "fr");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    assertThat(page.locator("h1")).hasText("Nœuds");
  }

  @Test
  void whatPeopleDidIsListedWithWhatItChangedAndWhoeverChangesTheListIsFoundOut() throws Exception {
    tellAudit("desk@example.org");
    open("audit?q=person%3Ddesk@example.org");
    assertThat(page.locator("header nav [aria-current]")).hasText("Admin");
    assertThat(page.locator(".view-head [aria-current]")).hasText("Audit");
    assertThat(rows()).hasCount(1);
    assertThat(shown(".c-person", ".c-act", ".c-kind", ".c-object", ".c-outcome"))
        .containsExactly(
            List.of("desk@example.org administrator", "change", "app", "payroll", "ok"));
    rows().first().locator(".toggle").click();
    assertThat(page.locator("audit-changes tbody tr td"))
        .hasText(new String[] {"description", "Pay", "Pay of all"});
    assertThat(page.url()).contains("open=");

    assertThat(verify()).startsWith("0 ").contains("the audit is as it was recorded");
    changeObject("payroll", "intranet");
    assertThat(verify())
        .startsWith("1 ")
        .contains("BAD", "changed, column object has \"intranet\", its record says \"payroll\"");
    changeObject("intranet", "payroll");
  }

  @Test
  void whoAnswersForAnAppIsSaidInItsFormAndFindsItsServices() {
    put("people/zoe", "{\"fullName\":\"Zoé Lambert\",\"role\":\"operator\"}");
    open("apps?sort=-services");
    String app = rows().first().getAttribute("data-id");
    rows().first().locator("[data-main]").click();
    assertThat(page.locator("h1")).hasText(app);
    assertThat(page.locator("list-section tr.row .c-service").first()).isVisible();
    page.getByText("Edit application").click();
    page.fill("#field-responsiblePeople", "zoe");
    page.keyboard().press("Enter");

    put("apps/" + app, "{\"description\":\"changed meanwhile\"}");
    save();
    page.locator(".form-problem").getByText("Read again").click();
    assertThat(page.locator("#field-description")).hasValue("changed meanwhile");
    save();

    assertThat(page.locator(".facts")).containsText("zoe");
    assertThat(page.getByText("Edit application")).isFocused();
    assertThat(browser.takeTroubles()).hasSize(1).allMatch(trouble -> trouble.contains("409"));
    open("services?q=responsibles%3Dzoe");
    assertThat(rows().first().locator(".c-app")).hasText(app);
    assertThat(rows().first().locator(".c-responsibles")).containsText("zoe");
  }

  @Test
  void anAdministratorMakesAPersonAndWhatIsDeletedIsNamedFirst() {
    open("people");
    page.getByText("New person").click();
    page.fill("#field-name", "admin");
    save();
    assertThat(page.locator(".form-problem")).containsText("already");
    page.fill("#field-name", "jb.moreau");
    page.fill("#field-fullName", "Jean-Baptiste Moreau");
    save();
    assertThat(page.locator("h1")).hasText("jb.moreau");

    page.locator(".acts .danger").click();
    assertThat(page.locator("dialog[open] h2")).hasText("Delete jb.moreau?");
    assertThat(page.locator("dialog[open] .cancel")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog[open]")).hasCount(0);
    assertThat(page.locator("h1")).hasText("jb.moreau");
    page.locator(".acts .danger").click();
    save();
    assertThat(page.locator("h1")).hasText("People");
    assertThat(page.locator("tr.row[data-id='jb.moreau']")).hasCount(0);
  }

  @Test
  void everyViewIsUsableByEverybodyInLightInDarkAndOnAPhone() {
    List<String> views =
        List.of(
            "services",
            "services?by=service",
            "nodes",
            firstOf("services?by=service"),
            firstOf("nodes"),
            actionsWithALog(),
            auditWithAChange(),
            "apps",
            firstOf("apps?sort=-services"),
            "people",
            "people/admin",
            "groups");
    put("groups/dba", "{\"description\":\"Databases\",\"members\":[\"admin\"]}");
    for (String view : views) {
      asAtFirst();
      if (view.equals("people/admin")) {
        show(view); // a page without a list
        page.getByText("Edit person").click();
        assertThat(page.locator("dialog[open] #field-mail")).isVisible();
      } else {
        open(view);
      }
      if (view.contains("open=")) {
        assertThat(page.locator("tr.detail .log tbody tr").first()).isVisible();
      }
      assertThat(axe("{}")).as(view + " at 1280 px").isEmpty();
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      assertThat(axe("{runOnly: ['color-contrast']}")).as(view + " in the dark").isEmpty();
      page.setViewportSize(390, 844);
      assertThat(axe("{}")).as(view + " at 390 px").isEmpty();
      assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
          .as(view + ": pixels beyond the edge of a phone")
          .isEqualTo(0);
    }
  }

  private static void open(String view) {
    show(view);
    assertThat(rows().first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON_MILLIS));
  }

  private static void show(String view) {
    page.navigate("about:blank");
    page.navigate(collector.url() + "/#/" + view);
  }

  /** Presses the button of the form that is open. */
  private static void save() {
    page.locator("dialog[open] button[type=submit].primary").click();
  }

  /** As somebody else does while a page is open. */
  private static void put(String address, String body) {
    assertThat(
            page.evaluate(
                "async ([address, body]) => (await fetch('/api/v1/' + address, {method: 'PUT', body,"
                    + " headers: {'content-type': 'application/json', 'x-vigie-request': '1'}})).ok",
                List.of(address, body)))
        .as(address)
        .isEqualTo(true);
  }

  private static Locator rows() {
    return page.locator("tr.row");
  }

  /** Of each row the texts of these cells; without the cluster beside a service's name. */
  private static List<List<String>> shown(String... cells) {
    return rows().all().stream()
        .map(
            row ->
                Arrays.stream(cells)
                    .map(
                        cell ->
                            oneLine(String.join("", row.locator(cell).allInnerTexts()))
                                .replaceFirst(" (monitoring|actions)2010$", ""))
                    .toList())
        .toList();
  }

  private static List<List<String>> columns(List<List<String>> rows, int... columns) {
    return rows.stream().map(row -> Arrays.stream(columns).mapToObj(row::get).toList()).toList();
  }

  private static List<String> serviceNames() {
    return page.locator("tr.row").all().stream()
        .map(row -> row.getAttribute("data-id").replaceFirst(".*/", ""))
        .toList();
  }

  private static Locator logLines() {
    return page.locator("action-log .log tbody tr");
  }

  /** Address of the page of the first row of a list. */
  private static String firstOf(String list) {
    open(list);
    return (list + "?").replaceFirst("\\?.*", "/") + rows().first().getAttribute("data-id");
  }

  /** Address of the actions with the first one open. */
  private static String actionsWithALog() {
    open("actions?q=action%3Dstart");
    rows().first().locator(".toggle").click();
    assertThat(logLines().first()).isVisible();
    return page.url().replaceFirst(".*#/", "");
  }

  /** Address of the audit with the first entry open. */
  private static String auditWithAChange() {
    tellAudit("axe@example.org");
    open("audit?q=person%3Daxe@example.org");
    rows().first().locator(".toggle").click();
    assertThat(page.locator("audit-changes .log")).isVisible();
    return page.url().replaceFirst(".*#/", "");
  }

  /** As the api does after each act; the list is read until the recorder has it. */
  private static void tellAudit(String person) {
    String id = UUID.randomUUID().toString();
    AuditEntry entry =
        new AuditEntry(
            id,
            Instant.now(),
            person,
            "administrator",
            "192.0.2.17",
            AuditAct.CHANGE,
            "app",
            "payroll",
            Map.of("description", "Pay"),
            Map.of("description", "Pay of all"),
            AuditOutcome.OK);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", collector.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              entry.type().topic().wire(),
              Partition.of(entry.anchor(), collector.partitions()),
              entry.key().getBytes(StandardCharsets.UTF_8),
              EventCodec.encode(new Envelope<>(id, "collector/api", entry.at(), entry))));
    }
    Awaitility.await().atMost(Duration.ofMillis((long) SOON_MILLIS)).until(() -> recorded(id));
  }

  private static boolean recorded(String id) throws SQLException {
    try (Connection connection = collector.connect();
        PreparedStatement query =
            connection.prepareStatement("SELECT 1 FROM audit WHERE entry=?")) {
      query.setString(1, id);
      return query.executeQuery().next();
    }
  }

  private static void changeObject(String from, String to) throws SQLException {
    try (Connection connection = collector.connect();
        PreparedStatement change =
            connection.prepareStatement(
                "UPDATE audit SET object=? WHERE object=? AND person='desk@example.org'")) {
      change.setString(1, to);
      change.setString(2, from);
      change.executeUpdate();
    }
  }

  /** Exit code and output of the command. */
  private static String verify() {
    PrintStream screen = System.out;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      int code = VigieMain.run("audit", "verify", "--data", dir.resolve("collector").toString());
      return code + " " + seen.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(screen);
    }
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static List<String> axe(String options) {
    return Browser.axe(page, options);
  }
}
