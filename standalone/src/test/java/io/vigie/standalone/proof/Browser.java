package io.vigie.standalone.proof;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A real Chromium, signed in, that keeps what went wrong in its pages. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String AXE = script("axe-core/4.6.3/axe.min.js");

  private final Playwright playwright;
  private final BrowserContext context;
  private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

  private Browser(Playwright playwright, BrowserContext context) {
    this.playwright = playwright;
    this.context = context;
  }

  static boolean exists() {
    return Files.isExecutable(CHROMIUM);
  }

  /**
   * @param profile empty folder of the browser's own
   */
  static Browser start(Path profile, int width, int height) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    BrowserContext context =
        playwright
            .chromium()
            .launchPersistentContext(
                profile,
                new BrowserType.LaunchPersistentContextOptions()
                    .setExecutablePath(CHROMIUM)
                    .setHeadless(true)
                    .setViewportSize(width, height)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    Browser browser = new Browser(playwright, context);
    context.addInitScript(
        "addEventListener('securitypolicyviolation', e =>"
            + " console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI));");
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("401")) {
            browser.troubles.add(message.text());
          }
        });
    context.onWebError(error -> browser.troubles.add(error.error()));
    return browser;
  }

  Page signIn(String url, String user, String password) {
    Page page = context.newPage();
    page.navigate(url + "/login");
    page.fill("#user", user);
    page.fill("#password", password);
    page.click("button[type=submit]");
    page.waitForURL(address -> !address.contains("/login"));
    return page;
  }

  /** Errors on the console, exceptions, violations of the content security policy. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  /** The same, and forgets them. */
  List<String> takeTroubles() {
    synchronized (troubles) {
      List<String> taken = List.copyOf(troubles);
      troubles.clear();
      return taken;
    }
  }

  /** What axe finds to be serious or worse: rule and first element. */
  @SuppressWarnings("unchecked")
  static List<String> axe(Page page, String options) {
    page.evaluate(AXE);
    return (List<String>)
        page.evaluate(
            "async () => (await axe.run(document, "
                + options
                + ")).violations"
                + ".filter(v => ['serious', 'critical'].includes(v.impact))"
                + ".map(v => v.id + ' ' + v.nodes[0].html.slice(0, 200))");
  }

  private static String script(String webjar) {
    String name = "META-INF/resources/webjars/" + webjar;
    try (InputStream in = Browser.class.getClassLoader().getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  @Override
  public void close() {
    context.close();
    playwright.close();
  }
}
