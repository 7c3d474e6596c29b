package io.vigie.standalone.proof;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long a signed-in person waits for the first rows of each list, in a real Chromium with an
 * empty cache and with a warm one. Run by hand against a console that runs: {@code PaintBench URL
 * PASSWORD PID}, PID of the console. Processor time tells more than the clock where the machine has
 * other work: all of it together is the longest that an idle core could take.
 */
final class PaintBench {
  private static final int TIMES = 9;
  private static final List<String> VIEWS =
      List.of("services", "services?by=service", "nodes", "actions");

  /** Milliseconds since the navigation began. */
  private static final String FIRST_ROW =
      "() => new Promise((done, failed) => {"
          + " setTimeout(() => failed(document.body.innerText), 30000);"
          + " const look = () => document.querySelector('tr.row')"
          + "   ? requestAnimationFrame(() => setTimeout(() => done(performance.now())))"
          + "   : setTimeout(look, 4);"
          + " look(); })";

  /** What the server and the wire took for the rows. */
  private static final String ANSWER =
      "() => Math.max(...performance.getEntriesByType('resource')"
          + ".filter(e => e.name.includes('/api/v1/') && e.name.includes('limit=200'))"
          + ".map(e => e.responseEnd - e.requestStart))";

  private PaintBench() {}

  public static void main(String[] args) throws IOException {
    Path profile = Files.createTempDirectory("vigie-paint");
    try (Browser browser = Browser.start(profile, 1280, 900)) {
      Page page = browser.signIn(args[0], "admin", args[1]);
      for (String view : VIEWS) {
        measure(page, args[0] + "/#/" + view, true, Long.parseLong(args[2]));
        measure(page, args[0] + "/#/" + view, false, Long.parseLong(args[2]));
      }
    }
  }

  private static void measure(Page page, String address, boolean cold, long console) {
    var wire = page.context().newCDPSession(page);
    wire.send("Network.enable");
    List<double[]> seen = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      if (cold) {
        wire.send("Network.clearBrowserCache");
      }
      page.navigate("about:blank");
      ProcessHandle browser = ProcessHandle.current();
      ProcessHandle server = ProcessHandle.of(console).orElseThrow();
      double browserBefore = cpuMillis(browser.descendants());
      double serverBefore = cpuMillis(Stream.concat(Stream.of(server), server.descendants()));
      page.navigate(address);
      double firstRow = ((Number) page.evaluate(FIRST_ROW)).doubleValue();
      seen.add(
          new double[] {
            firstRow,
            ((Number) page.evaluate(ANSWER)).doubleValue(),
            cpuMillis(browser.descendants()) - browserBefore,
            cpuMillis(Stream.concat(Stream.of(server), server.descendants())) - serverBefore
          });
    }
    System.out.printf(
        "%-20s %-8s first row %5.0f ms (most %.0f), of it the rows' answer %.0f ms;"
            + " CPU browser %.0f ms, console and database %.0f ms%n",
        address.replaceFirst(".*#/", ""),
        cold ? "no cache" : "cached",
        percentile(seen, 0, 0.5),
        percentile(seen, 0, 1),
        percentile(seen, 1, 0.5),
        percentile(seen, 2, 0.5),
        percentile(seen, 3, 0.5));
  }

  private static double cpuMillis(Stream<ProcessHandle> processes) {
    return processes
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToLong(Duration::toMillis)
        .sum();
  }

  private static double percentile(List<double[]> seen, int which, double share) {
    double[] sorted = seen.stream().mapToDouble(one -> one[which]).sorted().toArray();
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
