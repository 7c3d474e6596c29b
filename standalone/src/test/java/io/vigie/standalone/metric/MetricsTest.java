package io.vigie.standalone.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Json;
import io.vigie.fleet.Fleet;
import io.vigie.fleet.FleetSettings;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs and dashboard name is what a collector that works tells, and nothing else. */
class MetricsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-z_0-9]+)(?:\\{.*})? [-0-9.eEINaf+]+$");
  private static final Pattern NAME = Pattern.compile("\\b(?:vigie|jvm|process|http)_[a-z0-9_]+");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(vigie_[a-z0-9_]+)");

  @TempDir static Path dir;
  private static UntilStopped parts;
  private static Collector collector;
  private static Set<String> told;

  @BeforeAll
  static void aCollectorToWhichEverythingHappens() throws Exception {
    parts = new UntilStopped(new Terminal());
    collector =
        Collector.start(CollectorSettings.scratch(dir).withGateway(0), new Terminal(), parts);
    parts.own(
        Fleet.start(
            new FleetSettings(4, 6, 1, true, Duration.ofMinutes(1), Map.of()),
            collector.bootstrap()));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", collector.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(Topic.ACTION.wire(), 0, new byte[] {'k'}, new byte[] {'?'}));
    }
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(collector.gatewayUrl().orElseThrow() + "/ingest/v1/events"))
                .POST(BodyPublishers.ofString("[]"))
                .build(),
            BodyHandlers.ofString());
    await()
        .atMost(SOON)
        .until(
            () -> {
              told = scrape();
              return told.containsAll(
                  List.of(
                      "vigie_recorder_rejected_total",
                      "vigie_live_events_total",
                      "vigie_streams_nodes",
                      "vigie_gateway_requests_seconds_count",
                      "http_server_requests_seconds_count"));
            });
  }

  @AfterAll
  static void stop() {
    parts.close();
  }

  @Test
  void theDocsNameEveryMeterThatIsToldAndNoOther() throws Exception {
    Set<String> documented = new TreeSet<>();
    Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/metrics.md")));
    while (row.find()) {
      documented.add(row.group(1));
    }
    Set<String> real = new TreeSet<>();
    told.stream()
        .filter(name -> name.startsWith("vigie_"))
        .map(MetricsTest::family)
        .forEach(real::add);
    Set<String> undocumented = new TreeSet<>(real);
    undocumented.removeAll(documented);
    assertThat(undocumented).as("told, and not in docs/metrics.md").isEmpty();
    documented.removeAll(real);
    documented.removeIf(inTheCode()::contains);
    assertThat(documented).as("in docs/metrics.md, and nowhere in the code").isEmpty();
  }

  @Test
  void everyMeterOfTheCodeIsInTheDocs() throws Exception {
    String docs = Files.readString(ROOT.resolve("docs/metrics.md"));
    assertThat(inTheCode()).allSatisfy(name -> assertThat(docs).contains("`" + name));
  }

  @Test
  void theDashboardAsksForWhatIsTold() throws Exception {
    JsonNode dashboard =
        Json.MAPPER.readTree(Files.readString(ROOT.resolve("deploy/grafana/vigie.json")));
    List<String> questions = dashboard.findValuesAsText("expr");
    assertThat(questions).hasSizeGreaterThan(15);
    for (String question : questions) {
      Matcher name = NAME.matcher(question);
      assertThat(name.find()).as(question).isTrue();
      do {
        assertThat(told).as(question).contains(name.group());
      } while (name.find());
    }
    assertThat(dashboard.path("panels"))
        .allSatisfy(panel -> assertThat(panel.path("title").asText()).isNotBlank());
    assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
  }

  /** Names as the code has them, as Prometheus has them: those with a label come late or never. */
  private static Set<String> inTheCode() throws IOException {
    Pattern meter = Pattern.compile("\\.(counter|timer|gauge)\\(\\s*\"(vigie\\.[a-z.-]+)\"");
    Set<String> names = new TreeSet<>();
    for (String module : List.of("ingest", "notify", "api")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(
                file -> {
                  Matcher found = meter.matcher(read(file));
                  while (found.find()) {
                    names.add(
                        found.group(2).replaceAll("[.-]", "_")
                            + switch (found.group(1)) {
                              case "counter" -> "_total";
                              case "timer" -> "_seconds";
                              default -> "";
                            });
                  }
                });
      }
    }
    return names;
  }

  /** A timer is three samples. */
  private static String family(String sample) {
    return sample.replaceFirst("_seconds_(count|sum|max)$", "_seconds");
  }

  private static Set<String> scrape() throws Exception {
    String text =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(collector.url() + "/metrics")).build(),
                BodyHandlers.ofString())
            .body();
    Set<String> names = new TreeSet<>();
    Matcher sample = SAMPLE.matcher(text);
    while (sample.find()) {
      names.add(sample.group(1));
    }
    String copy = System.getProperty("vigie.scrape");
    if (copy != null) {
      Files.writeString(Path.of(copy), text);
    }
    return names;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
