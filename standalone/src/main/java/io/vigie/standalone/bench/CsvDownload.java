package io.vigie.standalone.bench;

import io.vigie.api.ApiMain;
import io.vigie.embedded.FreePort;
import io.vigie.embedded.JavaProcess;
import io.vigie.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A whole list as CSV, from an api process of its own whose heap cannot hold it. */
final class CsvDownload {
  private static final String PASSWORD = "bench of the lists";
  private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);

  private CsvDownload() {}

  /**
   * @param heapMiB most the heap of that process may take
   * @throws IOException when the file is not answered whole: the process ran out of memory
   */
  static Map<String, Object> of(
      Database database, Path passwordFile, Path folder, int heapMiB, String list)
      throws IOException, InterruptedException {
    int port = FreePort.any();
    Map<String, String> environment =
        Map.of(
            // no broker is there, and none is needed
            "VIGIE_KAFKA", "127.0.0.1:" + FreePort.any(),
            "VIGIE_DB_URL", database.url(),
            "VIGIE_DB_USER", database.user(),
            "VIGIE_DB_PASSWORD_FILE", passwordFile.toString(),
            "VIGIE_DATA", folder.resolve("api").toString(),
            "VIGIE_PORT", Integer.toString(port),
            "VIGIE_ADMIN_PASSWORD", PASSWORD);
    try (JavaProcess api = JavaProcess.start(ApiMain.class, heapMiB, environment)) {
      HttpClient client = HttpClient.newHttpClient();
      await(client, port, api);
      long before = peakMiB(api.pid());
      long begin = System.nanoTime();
      long lines = 0;
      long bytes = 0;
      try (InputStream body = open(client, port, "/api/v1/" + list + ".csv").body()) {
        byte[] some = new byte[65_536];
        int read;
        while ((read = body.read(some)) > 0) {
          bytes += read;
          for (int i = 0; i < read; i++) {
            lines += some[i] == '\n' ? 1 : 0;
          }
        }
      }
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("rows", lines - 1);
      result.put("bytes", bytes);
      result.put("seconds", (System.nanoTime() - begin) / 100_000_000 / 10.0);
      result.put("heapLimitMiB", heapMiB);
      result.put("rssMiBBefore", before);
      result.put("rssMiBPeak", peakMiB(api.pid()));
      return result;
    }
  }

  private static void await(HttpClient client, int port, JavaProcess api)
      throws InterruptedException {
    long until = System.nanoTime() + START_LIMIT_NANOS;
    while (true) {
      try {
        if (open(client, port, "/api/v1/nodes?limit=1").statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // its listener is not open yet: told below when it stays so
      }
      if (!api.isAlive() || System.nanoTime() > until) {
        throw new IllegalStateException("the api did not start: " + api.output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private static HttpResponse<InputStream> open(HttpClient client, int port, String path)
      throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Basic " + basic)
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The most memory a process ever had; 0 of one that ended. */
  static long peakMiB(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
        .findFirst()
        .orElse(0);
  }
}
