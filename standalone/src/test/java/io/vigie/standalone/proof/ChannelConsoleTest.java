package io.vigie.standalone.proof;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Channels in a browser: one is made, tried, and says why it cannot be called. */
class ChannelConsoleTest extends OnConsole {
  @Test
  void aChannelIsMadeTestedAndSaysWhatBecameOfIt() {
    TicketConsoleTest.show("people");
    page.locator(".segments a").getByText("Channels").click();
    assertThat(page.locator("channels-view h1")).hasText("Channels");
    assertThat(page.locator("channels-view")).containsText("There is no channel yet.");

    page.locator(".view-head button").click();
    page.fill("#field-name", "ops");
    page.fill("#field-address", "http://127.0.0.1:9/hook");
    page.fill("#field-body", "{\"message\": {{text}}}");
    TicketConsoleTest.submit();
    assertThat(page.locator(".form-problem")).containsText("address must begin with https://");
    page.check(".field.check input >> nth=0");
    TicketConsoleTest.submit();
    assertThat(page.locator(".form-problem")).containsText("body is no JSON at line 1");
    page.fill("#field-body", "{\"message\": \"{{severity}}: {{text}}\"}");
    TicketConsoleTest.submit();
    Locator row = page.locator(".channels tr.row[data-id='ops']");
    assertThat(row.locator(".c-to")).hasText("http://127.0.0.1:9/hook");
    assertThat(row.locator(".c-what")).hasText(Pattern.compile("all applications\\s+every alert"));
    assertThat(row.locator(".c-fate")).hasText("none yet");

    row.locator(".c-acts button").first().click();
    TicketConsoleTest.submit();
    assertThat(page.locator(".channel-calls tr.row .c-fate").first())
        .hasText(Pattern.compile("not yet\\s+127.0.0.1 is an address inside.*", Pattern.DOTALL));
    assertThat(row.locator(".c-fate")).containsText("not yet");

    TicketConsoleTest.usable("channels");
    page.locator(".channels tr.row[data-id='ops'] .c-acts button").last().click();
    TicketConsoleTest.submit();
    assertThat(page.locator("channels-view")).containsText("There is no channel yet.");
    // the browser tells of each refusal
    Assertions.assertThat(browser.takeTroubles()).allMatch(each -> each.contains("400"));
  }
}
