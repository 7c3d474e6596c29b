package io.vigie.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A whole collector, a real Chromium, an administrator signed in: a class of tests has its own. */
abstract class OnConsole {
  static final double SOON_MILLIS = 30_000;

  @TempDir static Path dir;

  /** Whatever a class starts beside them ends with them. */
  static UntilStopped parts;

  static Collector collector;
  static Browser browser;
  static Page page;

  @BeforeAll
  static void openConsole() {
    assumeTrue(Browser.exists(), "needs /usr/bin/chromium: apt-get install chromium");
    PlaywrightAssertions.setDefaultAssertionTimeout(SOON_MILLIS);
    parts = new UntilStopped(new Terminal());
    collector =
        Collector.start(CollectorSettings.scratch(dir.resolve("collector")), new Terminal(), parts);
    browser = Browser.start(dir.resolve("profile"), 1280, 900);
    page = browser.signIn(collector.url(), "admin", collector.adminPassword());
  }

  @AfterAll
  static void closeConsole() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
    if (parts != null) {
      parts.close();
      parts = null;
    }
  }

  @BeforeEach
  void asAtFirst() {
    page.setViewportSize(1280, 900);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  @AfterEach
  void nothingWentWrongInThePage() {
    assertThat(browser.takeTroubles()).isEmpty();
  }
}
