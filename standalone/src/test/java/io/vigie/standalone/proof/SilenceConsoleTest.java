package io.vigie.standalone.proof;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Silences in a browser: from what would be hit to alerts that nobody is told of, and back. */
class SilenceConsoleTest extends OnConsole {
  private static final Pattern KNOWN = Pattern.compile("\\bknown\\b");
  private static final List<String> NODES = List.of("n1", "n2");

  private static Agents agents;

  @BeforeAll
  static void start() {
    agents = parts.own(new Agents(collector.bootstrap(), collector.partitions()));
    agents.keepAlive(NODES.stream().map(node -> new NodeId("prod", node)).toList());
  }

  @Override
  @AfterEach
  void nothingWentWrongInThePage() {
    assertThat(
            browser.takeTroubles().stream()
                .filter(trouble -> !trouble.contains("status of 400"))) // a filter that is typed
        .isEmpty();
  }

  @Test
  void whatIsSilencedIsDimmedAndNotCountedUntilTheSilenceEnds() {
    end("mail1", "PRD", ActionStatus.ERR);
    end("mail2", "PRD", ActionStatus.ERR);
    show("problems?q=service%3D~%5Email&sort=service");
    assertThat(rows()).hasCount(2);
    assertThat(count("error")).hasText("2");
    page.locator("thead .c-choose input").click();
    press(".chosen-bar", "Silence…");

    assertThat(field("q"))
        .hasValue("kind=action-failed cluster=prod (service=mail1 or service=mail2)");
    assertThat(page.locator(".preview")).containsText("Hits 2 open alerts now");
    assertThat(page.locator(".preview")).containsText("start of mail1 failed on n1");
    field("q").fill("service=~^mail )");
    assertThat(page.locator(".preview .wrong")).containsText("character 16");
    assertThat(page.locator(".preview mark")).hasText(")");
    field("q").fill("service=~^mail");
    assertThat(page.locator(".preview")).containsText("Hits 2 open alerts now");
    submit();
    assertThat(page.locator(".form-problem")).hasText("Comment is missing.");
    field("comment").fill("mail is being moved");
    submit();

    assertThat(rows().first()).hasClass(KNOWN);
    assertThat(rows().last()).hasClass(KNOWN);
    assertThat(rows().first().locator("silence-line"))
        .hasText(Pattern.compile("^silenced until \\S.*, by admin: mail is being moved$"));
    assertThat(count("error")).hasText("0");
    assertThat(page).hasTitle("Problems · Vigie");
    page.locator(".counts a[href*='silenced%3Dtrue']").click();
    assertThat(rows()).hasCount(2);
    press("nav", "Problems");
    assertThat(page.locator(".chip")).hasText(new Pattern[] {Pattern.compile("silenced = false")});
    assertThat(mails()).hasCount(0);
    assertThat(page.locator(".counts a[href*='silenced%3Dtrue'] b")).hasText("2");

    page.locator(".chip button").click();
    mails().first().locator("silence-line a").click();
    assertThat(page.locator("td.c-hits")).hasText(Pattern.compile("^2 Alerts$"));
    assertThat(page.locator("tr.detail tr.row")).hasCount(2);
    press("silences-view", "End now");
    submit();
    assertThat(page.locator("td.c-state").first()).hasText(Pattern.compile("^ended "));
    press("nav", "Problems");
    assertThat(mails()).hasCount(2);
    assertThat(mails().first()).not().hasClass(KNOWN);
    assertThat(count("error")).hasText("2");
  }

  @Test
  void whileEverythingIsMutedEveryPageSaysSo() {
    show("silences");
    press("silences-view", "Mute everything…");
    assertThat(field("q")).hasValue("");
    field("comment").fill("change night");
    submit();

    Locator banner = page.locator(".mute-banner");
    assertThat(banner)
        .hasText(
            Pattern.compile(
                "Everything is muted until \\S.* by admin: change night See the silence"));
    assertThat(page.locator("td.c-q .everything")).hasText("everything");
    show("problems?kiosk=1");
    assertThat(banner).isVisible();
    assertThat(Browser.axe(page, "{}")).as("on the wall").isEmpty();
    page.keyboard().press("Escape");
    show("services");
    banner.locator("a").click();
    assertThat(page.locator("tr.row td.c-state")).hasText(Pattern.compile("^in force until "));
    usable("silences");
    press("silences-view", "End now");
    submit();
    assertThat(banner).hasCount(0);
  }

  @Test
  void aSilenceIsBegunFromWhatItIsToHit() {
    end("cards", "DEV", ActionStatus.ERR);
    show("alerts?q=service%3Dcards");
    rows().first().locator(".c-what a").click();
    press("alert-page", "Silence…");
    assertThat(field("q")).hasValue("kind=action-failed cluster=prod service=cards");
    page.keyboard().press("Escape");
    show("services/prod/cards");
    press("service-page", "Silence…");
    assertThat(field("q")).hasValue("service=cards cluster=prod");
    assertThat(page.locator(".preview")).containsText("Hits 1 open alert now");
    field("zone").fill("Europe/Paris");
    field("begin").fill("2026-12-06T02:00");
    field("repeats").selectOption("weekly");
    page.locator("fieldset input[value=SU]").check();
    field("duration").fill("3h");
    field("comment").fill("backup");
    submit();
    assertThat(page.locator("dialog[open]")).hasCount(0);

    show("silences");
    Locator row = rows().filter(new Locator.FilterOptions().setHasText("backup"));
    assertThat(row.locator(".c-recurrence"))
        .hasText(Pattern.compile("^every week on Sunday, at 02:00 for 3h"));
    row.getByText("Edit").click();
    assertThat(field("begin")).hasValue("2026-12-06T02:00");
    assertThat(page.locator("fieldset input:checked")).hasValue("SU");
    field("repeats").selectOption("");
    field("lasts").selectOption("4h");
    submit();
    assertThat(row.locator(".c-recurrence")).hasText("");
    row.getByText("Delete").click();
    submit();
    assertThat(row).hasCount(0);
    show("audit?q=kind%3Dsilence");
    assertThat(rows().filter(new Locator.FilterOptions().setHasText("delete")).first()).isVisible();
    end("cards", "DEV", ActionStatus.OK); // nothing of it on the other screens
  }

  private static void usable(String view) {
    show(view);
    assertThat(rows().first()).isVisible();
    assertThat(Browser.axe(page, "{}")).as(view + " at 1280 px").isEmpty();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(Browser.axe(page, "{runOnly: ['color-contrast']}"))
        .as(view + " in the dark")
        .isEmpty();
    page.setViewportSize(390, 844);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
        .as(view + ": pixels beyond the edge of a phone")
        .isEqualTo(0);
    page.setViewportSize(1280, 900);
  }

  private static Locator rows() {
    return page.locator("main > * > data-table > table > tbody > tr.row");
  }

  /** Of what this test tells: the collector may have an alert of its own. */
  private static Locator mails() {
    return rows().filter(new Locator.FilterOptions().setHasText("start of mail"));
  }

  private static Locator field(String name) {
    return page.locator("#field-" + name);
  }

  private static Locator count(String severity) {
    return page.locator("alert-counts a[href*='severity%3D" + severity + "'] b");
  }

  private static void press(String within, String word) {
    page.locator(within)
        .getByText(word, new Locator.GetByTextOptions().setExact(true))
        .first()
        .click();
  }

  private static void show(String view) {
    page.navigate("about:blank");
    page.navigate(collector.url() + "/#/" + view);
  }

  private static void submit() {
    page.locator("dialog[open] button[type=submit].primary").click();
  }

  private static void end(String service, String env, ActionStatus status) {
    InstanceId instance = new InstanceId("prod", service, "n1");
    agents.tell(
        Agents.status(
            instance,
            Availability.UP,
            List.of("app"),
            NODES,
            Topology.FAILOVER,
            List.of("", env, env, "hosted"),
            List.of()));
    Instant now = Instant.now();
    agents.tell(
        new ActionEnd(
            "start-" + service + status,
            instance,
            "start",
            ActionOrigin.USER,
            "root",
            "",
            1,
            now,
            now,
            status));
    agents.flush();
  }
}
