package io.vigie.standalone.proof;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.event.CheckValues.Value;
import io.vigie.contract.id.NodeId;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What nodes measure in a browser: from what an agent says to bounds that somebody sets. */
class CheckConsoleTest extends OnConsole {
  private static Agents agents;

  @BeforeAll
  static void start() {
    agents = parts.own(new Agents(collector.bootstrap(), collector.partitions()));
    agents.keepAlive(List.of(node("n1"), node("n2"), node("n3")));
    measure("n1", value("fs_u", "/", "40"), value("fs_u", "/srv", "97.5"));
    measure("n2", value("fs_u", "/", "85"), value("mail", "queue", "12"));
    measure(
        "n3",
        value("vg_u", "data", "75"),
        value("mpath", "36001405e3c2841430ee4bf3871b1998b", "4"),
        value("raid", "md0", "0"),
        value("eth", "eth0.link", "1"),
        value("eth", "eth0.speed", "10000"),
        value("ntp", "", "0.482"));
  }

  @Test
  void aFullFileSystemComesFirstAndLeadsToItsAlertWhichClears() {
    show("checks");
    Locator full = row("prod/n1:fs_u /srv");
    assertThat(full.locator(".c-state .word")).hasText("too high");
    assertThat(full.locator(".c-value .number")).hasText("97.5 %");
    assertThat(full.locator(".c-bounds a")).hasText("90 at most");
    assertThat(page.locator("tr.row").first()).hasAttribute("data-id", "prod/n1:fs_u /srv");
    assertThat(row("prod/n2:mail queue").locator(".c-bounds a")).hasText("no bounds");

    full.locator(".c-state a").click();
    assertThat(page.locator("h1")).hasText("fs_u /srv on n1 is at 97.5 %, 90 at most");
    assertThat(page.locator(".why .facts")).containsText("default");

    measure("n1", value("fs_u", "/", "40"), value("fs_u", "/srv", "60"));
    show("problems?q=kind%3Dcheck-out-of-bounds");
    assertThat(page.locator(".empty-title, .well")).isVisible();
    measure("n1", value("fs_u", "/", "40"), value("fs_u", "/srv", "97.5"));
    assertThat(page.locator("tr.row .c-what a"))
        .hasText("fs_u /srv on n1 is at 97.5 %, 90 at most");
  }

  @Test
  void boundsAreSetFromTheNodesPageOnceTheirEffectWasSeen() {
    show("nodes/prod/n2");
    Locator root = page.locator("node-page tr.row[data-id='prod/n2:fs_u /']");
    assertThat(root.locator(".c-state .word")).hasText("ok");
    root.getByText("Set bounds").click();
    assertThat(page.locator("#field-node")).hasValue("prod/n2");
    assertThat(page.locator("#field-q")).hasValue("instance=/");
    page.fill("#field-high", "eighty");
    submit();
    assertThat(page.locator(".form-problem")).containsText("\"eighty\" is no number");
    page.fill("#field-high", "80");
    submit();

    assertThat(page.locator("dialog[open] .lead"))
        .containsText("It counts for 1 check. 1 of them would be out of bounds now; 0 are.");
    assertThat(page.locator("dialog[open] li")).hasText("fs_u / · n2: 85 %");
    submit();

    assertThat(root.locator(".c-state .word")).hasText("too high");
    assertThat(root.locator(".c-bounds a")).hasText("80 at most");
    show("thresholds");
    Locator said = page.locator("tr.row", holding("prod/n2"));
    assertThat(said.locator(".c-about")).hasText(Pattern.compile("prod/n2\\s*instance=/"));
    said.getByText("Edit").click();
    page.fill("#field-q", "");
    submit();
    assertThat(page.locator("dialog[open] .lead"))
        .containsText("It counts for 1 check. 1 of them would be out of bounds now; 1 are.");
    submit();
    assertThat(said.locator(".c-about")).hasText("prod/n2");
    said.getByText("Take back").click();
    submit();
    assertThat(said).hasCount(0);
  }

  @Test
  void whatAMachineHasIsOnItsPageWithItsBounds() {
    show("nodes/prod/n3");
    assertThat(of("eth eth0.link").locator(".c-bounds a")).hasText("1 at least");
    assertThat(of("eth eth0.speed").locator(".c-value .number")).hasText("10,000 Mbit/s");
    assertThat(of("mpath 36001405e3c2841430ee4bf3871b1998b").locator(".c-bounds a"))
        .hasText("2 at least");
    assertThat(of("ntp").locator(".c-value .number")).hasText("0.482 ms");
    assertThat(of("ntp").locator(".c-bounds a")).hasText("1,000 at most");
    assertThat(of("raid md0").locator(".c-bounds a")).hasText("0 at most");
    assertThat(of("vg_u data").locator(".c-bounds a")).hasText("no bounds");
  }

  @Test
  void theDefaultOfAKindIsChangedAndHoldsAgain() {
    show("thresholds");
    Locator mail = page.locator("tr.row", holding("mail"));
    mail.getByText("Edit").click();
    page.fill("#field-high", "10");
    page.fill("#field-q", "value>3");
    submit();
    assertThat(page.locator(".form-problem")).containsText("no field value");
    assertThat(browser.takeTroubles()).singleElement().asString().contains("400");
    page.fill("#field-q", "");
    submit();
    assertThat(page.locator("dialog[open] .lead")).containsText("1 of them would be out of bounds");
    submit();

    assertThat(mail.locator(".c-bounds b")).hasText("10 at most");
    assertThat(mail.locator(".c-bounds s")).hasText("no bounds");
    mail.getByText("Take back").click();
    submit();
    assertThat(mail.locator(".c-bounds s")).hasCount(0);
  }

  @Test
  void itIsUsableInTheDarkOnAPhoneAndByAScreenReader() {
    for (String view : List.of("checks", "thresholds", "nodes/prod/n3")) {
      page.setViewportSize(1280, 900);
      show(view);
      assertThat(page.locator("tr.row").first()).isVisible();
      assertThat(Browser.axe(page, "{}")).as(view + " at 1280 px").isEmpty();
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      assertThat(Browser.axe(page, "{runOnly: ['color-contrast']}")).as(view + " dark").isEmpty();
      page.setViewportSize(390, 844);
      assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
          .as(view + ": pixels beyond the edge of a phone")
          .isEqualTo(0);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
    page.setViewportSize(1280, 900);
  }

  private static Page.LocatorOptions holding(String text) {
    return new Page.LocatorOptions().setHas(page.locator("a", exactly(text)));
  }

  private static Page.LocatorOptions exactly(String text) {
    return new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + text + "\\s*$"));
  }

  private static Locator row(String id) {
    return page.locator("tr.row[data-id='" + id + "']");
  }

  private static Locator of(String check) {
    return page.locator("node-page tr.row[data-id='prod/n3:" + check + "']");
  }

  private static void show(String view) {
    page.navigate("about:blank");
    page.navigate(collector.url() + "/#/" + view);
  }

  private static void submit() {
    page.locator("dialog[open] button[type=submit].primary").click();
  }

  private static NodeId node(String name) {
    return new NodeId("prod", name);
  }

  private static void measure(String node, Value... values) {
    agents.tell(new CheckValues(node(node), List.of(values), List.of()));
    agents.flush();
  }

  private static Value value(String kind, String instance, String number) {
    String unit =
        switch (kind) {
          case "fs_u", "vg_u" -> "%";
          case "ntp" -> "ms";
          default -> instance.endsWith(".speed") ? "Mbit/s" : "";
        };
    return new Value(kind, instance, "", new BigDecimal(number), unit);
  }
}
