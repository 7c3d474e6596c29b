package io.vigie.standalone.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Request Tracker 5 on a free loopback port, with tables of its own in a folder. */
final class RequestTracker implements AutoCloseable {
  static final String QUEUE = "Operations";

  private static final Path SERVER = Path.of("/usr/share/request-tracker5/libexec/rt-server");
  private static final List<String> PACKAGES =
      List.of("rt5-standalone", "rt5-db-sqlite", "dbconfig-no-thanks", "request-tracker5");
  private static final Duration START = Duration.ofSeconds(60);

  /** Makes a user's token, and the queue. */
  private static final String SETUP =
      "use RT; RT::LoadConfig(); RT::Init(); require RT::AuthToken;"
          + " my $u = RT::User->new(RT->SystemUser); $u->Load('root');"
          + " my $q = RT::Queue->new(RT->SystemUser); $q->Create(Name => '"
          + QUEUE
          + "');"
          + " my ($ok, $why, $token) = RT::AuthToken->new(RT->SystemUser)"
          + "->Create(Owner => $u->Id, Description => 'vigie');"
          + " print $ok ? $token : die $why;";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final String token;

  private RequestTracker(Process process, int port, String token) {
    this.process = process;
    this.port = port;
    this.token = token;
    // whoever is interrupted leaves nothing running
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "rt-stop"));
  }

  /**
   * @param dir of its tables; empty
   */
  static RequestTracker start(Path dir) throws IOException {
    install();
    int port = FreePort.any();
    Path config = dir.resolve("RT_SiteConfig.pm");
    Files.writeString(config, config(dir, port));
    Map<String, String> environment = Map.of("RT_SITE_CONFIG", config.toString());
    Tool.run(
        environment,
        "/usr/sbin/rt-setup-database-5",
        "--action",
        "init",
        "--skip-create",
        "--dba",
        "none",
        "--dba-password",
        "none");
    String token =
        Tool.run(environment, "perl", "-I/usr/share/request-tracker5/lib", "-e", SETUP).strip();
    ProcessBuilder server =
        new ProcessBuilder(
                SERVER.toString(), "--host", "127.0.0.1", "--port", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("server.log").toFile());
    server.environment().putAll(environment);
    RequestTracker rt = new RequestTracker(server.start(), port, token);
    Until.holds(
        "Request Tracker answers", START, () -> !rt.get("/rt").path("Version").isMissingNode());
    return rt;
  }

  private static void install() {
    if (Files.isExecutable(SERVER)) {
      return;
    }
    List<String> apt = new ArrayList<>(List.of("apt-get", "install", "-y", "-qq"));
    apt.add("--no-install-recommends");
    apt.addAll(PACKAGES);
    Tool.run(Map.of("DEBIAN_FRONTEND", "noninteractive"), apt.toArray(String[]::new));
  }

  private static String config(Path dir, int port) {
    return """
        Set($rtname, 'lab');
        Set($Organization, 'lab.example.org');
        Set($WebDomain, '127.0.0.1');
        Set($WebPort, %d);
        Set($WebPath, '');
        Set($WebBaseURL, 'http://127.0.0.1:%d');
        Set($DatabaseType, 'SQLite');
        Set($DatabaseName, '%s');
        Set($WebSessionClass, 'Apache::Session::File');
        Set($LogToSyslog, undef);
        Set($LogToSTDERR, 'error');
        Set($MailCommand, 'testfile');
        1;
        """
        .formatted(port, port, dir.resolve("rt.db"));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** By which notify signs in. */
  String token() {
    return token;
  }

  String version() {
    return get("/rt").path("Version").asText();
  }

  /** Tickets whose subject has that in it. */
  JsonNode tickets(String subject) {
    String query = "Subject LIKE '" + subject + "'";
    return get("/tickets?fields=Subject,Status&query=" + encoded(query)).path("items");
  }

  /** What was said on tickets: texts that have that in their own subject, oldest first. */
  JsonNode said(String subject) {
    String query = "[{\"field\":\"Subject\",\"operator\":\"LIKE\",\"value\":\"" + subject + "\"}]";
    return ask(request("/attachments?per_page=100&fields=Subject,Content")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(query)))
        .path("items");
  }

  private JsonNode get(String path) {
    return ask(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address().resolve("/REST/2.0" + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "token " + token);
  }

  private JsonNode ask(HttpRequest.Builder request) {
    try {
      return Json.MAPPER.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException("Request Tracker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** With its children: it forks one for each that asks. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
