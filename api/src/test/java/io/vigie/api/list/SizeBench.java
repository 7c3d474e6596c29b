package io.vigie.api.list;

import io.micronaut.http.HttpParameters;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import java.util.Arrays;
import java.util.List;

/**
 * How long answers take with the fleet at its full size: 10,000 nodes, 50,000 instances, 1,000,000
 * actions. Prints a table; run by hand. With {@code serve} it leaves the console running over that
 * database instead, for a browser to be measured.
 */
final class SizeBench {
  private static final List<String> REQUESTS =
      List.of(
          "instances",
          "instances?limit=1",
          "instances?limit=1&q=avail=down",
          "instances?limit=1&q=avail=down&q=servedElsewhere=false",
          "instances?limit=1&q=servedElsewhere=true",
          "instances?limit=1&q=avail=warn",
          "instances?limit=1&q=avail=\"stdby up\"",
          "instances?limit=1&q=avail=up",
          "instances?limit=1&q=avail=n/a",
          "instances?limit=1&q=stale=true",
          "instances?q=avail=up",
          "instances?q=avail=down",
          "instances?q=stale=true",
          "instances?q=avail!=up",
          "instances?q=env=PRD",
          "instances?q=servedElsewhere=true",
          "instances?q=env=PRD&q=avail=down",
          "instances?limit=1&q=env=PRD&q=avail=up",
          "instances?q=app=app7",
          "instances?q=service=svc77",
          "instances?q=node=n77",
          "instances?q=service=~^svc7",
          "instances?q=groups.fs=down",
          "instances?q=since>2h",
          "instances?sort=-since",
          "instances?sort=since",
          "instances?sort=service",
          "instances?sort=-service",
          "instances?sort=node",
          "instances?sort=app",
          "instances?sort=avail",
          "instances?sort=preferredNode",
          "services",
          "services?limit=1&q=avail=up",
          "services?sort=-since",
          "services?sort=app",
          "services?q=upNodes=n1",
          "services?q=groups.fs=down",
          "nodes",
          "nodes?limit=1&q=state=alive",
          "nodes?q=state=silent",
          "nodes?sort=-instances",
          "nodes?sort=node",
          "nodes?sort=os",
          "actions",
          "actions?limit=1",
          "actions?limit=1&q=status=running",
          "actions?limit=1&q=status=err",
          "actions?limit=1&q=status=warn",
          "actions?limit=1&q=status=ok",
          "actions?q=status=err",
          "actions?q=status=ok",
          "actions?q=service=svc77",
          "actions?q=node=n77",
          "actions?q=app=app7",
          "actions?q=action=start",
          "actions?q=begin>2027-01-20",
          "actions?q=service=svc77&q=status=err",
          "actions?sort=begin",
          "actions?sort=-end",
          "actions?sort=service",
          "actions?sort=status",
          "actions?sort=app");

  private SizeBench() {}

  public static void main(String[] args) throws InterruptedException {
    long from = System.nanoTime();
    Landscape.make(10_000, 1_000_000);
    System.out.println("made in " + (System.nanoTime() - from) / 1_000_000_000 + " s");
    if (args.length > 0) {
      System.out.println(Lab.get().api().uri() + " admin \"" + Lab.PASSWORD + '"');
      Thread.sleep(Long.MAX_VALUE);
    }
    run(new Lists(new Snapshots(TestDatabase.source())));
    System.exit(0);
  }

  static void run(Lists lists) {
    for (String request : REQUESTS) {
      String[] parts = request.split("\\?", 2);
      measure(lists, parts[0], parts.length > 1 ? parts[1] : "");
    }
  }

  private static void measure(Lists lists, String resource, String query) {
    HttpParameters parameters = Tables.parameters(query);
    long[] millis = new long[9];
    String seen = "";
    for (int i = 0; i < millis.length; i++) {
      long from = System.nanoTime();
      try {
        ListAnswer<?> answer = lists.read(Tables.of(resource), parameters);
        seen =
            answer.rows().size()
                + " of "
                + answer.total()
                + (answer.totalCapped() == null ? "" : "+");
      } catch (RuntimeException e) {
        seen = e.getMessage();
      }
      millis[i] = (System.nanoTime() - from) / 1_000_000;
    }
    Arrays.sort(millis);
    System.out.printf(
        "%5d ms (most %d) %-60s %s%n", millis[4], millis[8], resource + "?" + query, seen);
  }
}
