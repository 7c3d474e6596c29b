package io.vigie.ingest.sh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Inbound;
import io.vigie.contract.wire.Json;
import io.vigie.ingest.recorder.Lab;
import io.vigie.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A node with agent-sh: its files, and what of it reached Kafka.
 *
 * @param cluster a test's own
 * @param path where programs are looked for
 */
record ShNode(Shell shell, String cluster, Path home, String token, String path) {
  static final Path SCRIPT = Path.of("../agent-sh/vigie-agent-sh").toAbsolutePath().normalize();

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final String NOBODY = "http://127.0.0.1:9";
  private static final int PATIENCE_SECONDS = 60;

  /** How a command ended. */
  record Ended(int code, String output) {}

  /** Its gateway is away. */
  static ShNode of(Shell shell, String test, Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve(test + shell.name()));
    String path =
        shell == Shell.BUSYBOX ? Programs.ofBusybox(home.resolve("bin")) : System.getenv("PATH");
    return of(shell, test, home, path);
  }

  static ShNode of(Shell shell, String test, Path home, String path) throws IOException {
    String cluster = test + '-' + shell.name().toLowerCase(java.util.Locale.ROOT);
    // quotes and backslashes are curl's own to mind
    String token = "s3cr3t-\"of\\" + cluster;
    Files.createDirectories(home.resolve("etc/services"));
    ShNode node = new ShNode(shell, cluster, home, token, path);
    node.write("etc/token", token + "\n", "rw-------");
    Lab.update(
        "REPLACE INTO node_token (node, digest, made_by, created) VALUES (?, ?, 'test', 0)",
        cluster + "/n1",
        Digest.of(token));
    return node.reportsTo(URI.create(NOBODY));
  }

  ShNode reportsTo(URI gateway) throws IOException {
    return conf("env = PRD\nsite = Orléans \"Sud\"\ninterval = 1\ngateway = " + gateway);
  }

  ShNode conf(String lines) throws IOException {
    write("etc/agent.conf", "cluster = " + cluster + "\nname = n1\n" + lines + "\n", "rw-r--r--");
    return this;
  }

  ShNode service(String name, String conf) throws IOException {
    write("etc/services/" + name + "/service.conf", conf, "rw-r--r--");
    return this;
  }

  /** A script that is up while its file is there, after what is done at each verb besides. */
  ShNode script(String service, String name, String start, String stop, String status)
      throws IOException {
    return script(
        service,
        name,
        """
        cd %s
        case $1 in
          start) %s
            touch %s.up ;;
          stop) %s
            rm -f %s.up ;;
          status) %s
            [ -f %s.up ] ;;
        esac
        """
            .formatted(home, start, name, stop, name, status, name));
  }

  ShNode script(String service, String name, String body) throws IOException {
    write("etc/services/" + service + '/' + name, "#!/bin/sh\n" + body, "rwxr-xr-x");
    return this;
  }

  /** A service of three scripts, one of them of no group. */
  ShNode web() throws IOException {
    for (String name : List.of("10-ip", "20-fs-data", "30-server")) {
      script("web", name, "echo begins " + name, "echo ends " + name, "");
    }
    return service("web", "app = SHOP\nenv = PRD\nnodes = n1 n2\n");
  }

  void write(String file, String text, String rights) throws IOException {
    Path target = home.resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(rights));
  }

  boolean has(String file) {
    return Files.exists(home.resolve(file), LinkOption.NOFOLLOW_LINKS);
  }

  Ended run(String... command) throws IOException, InterruptedException {
    return end(begin(command));
  }

  Process begin(String... command) throws IOException {
    List<String> argv = new ArrayList<>(shell.command());
    argv.add(SCRIPT.toString());
    argv.addAll(List.of("--etc", home.resolve("etc").toString()));
    argv.addAll(List.of("--var", home.resolve("var").toString()));
    argv.addAll(List.of(command));
    argv.set(0, Shell.find(argv.get(0)).toString());
    ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().put("PATH", path);
    builder.environment().put("VIGIE_SH_SPOOL_FILES", "200");
    return builder.redirectOutput(Files.createTempFile(home, "out-", ".txt").toFile()).start();
  }

  Ended end(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still runs: " + process.info().commandLine().orElse("?"));
    }
    return new Ended(process.exitValue(), said());
  }

  /** All that its commands printed, in order. */
  String said() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(home)) {
      for (Path file :
          files
              .filter(each -> each.getFileName().toString().startsWith("out-"))
              .sorted(Comparator.comparing(each -> each.toFile().lastModified()))
              .toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  List<String> waiting() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("var/spool"))) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(each -> each.matches("[0-9]{10}\\..*"))
          .sorted()
          .toList();
    }
  }

  /** What of it stands on a topic: valid by its schema, under its key, in the order it was sent. */
  List<JsonNode> on(Topic topic) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : Lab.records(topic)) {
      JsonNode event = Json.MAPPER.readTree(record.value());
      if (event.path("source").asText().equals(cluster + "/n1")) {
        check(topic, record, event);
        events.add(event);
      }
    }
    return events;
  }

  private void check(Topic topic, ConsumerRecord<byte[], byte[]> record, JsonNode event) {
    assertThat(
            Inbound.check(
                topic,
                record.partition(),
                Lab.PARTITIONS,
                record.key(),
                record.value(),
                record.headers(),
                Instant.ofEpochMilli(record.timestamp())))
        .isInstanceOf(Inbound.Checked.Passed.class);
    assertThat(NodeId.parse(event.get("source").asText()).cluster()).isEqualTo(cluster);
    assertThat(event.get("subject").asText())
        .isEqualTo(new String(record.key(), StandardCharsets.UTF_8));
    assertValid("envelope.v1", event);
    assertValid(event.get("type").asText(), event.get("data"));
  }

  private static void assertValid(String name, JsonNode value) {
    Schema schema = SCHEMAS.getSchema(schema(name), InputFormat.JSON);
    assertThat(schema.validate(value.toString(), InputFormat.JSON)).as("%s", value).isEmpty();
  }

  private static String schema(String name) {
    try (InputStream in = ShNode.class.getResourceAsStream("/schemas/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Data of its events of that kind, by the last part of the type's name. */
  List<JsonNode> data(Topic topic, String type) throws IOException {
    return on(topic).stream()
        .filter(event -> event.get("type").asText().equals("vigie." + type + ".v1"))
        .map(event -> event.get("data"))
        .toList();
  }

  /** Its place in the node's order, as its id has it. */
  static String place(JsonNode event) {
    return event.get("id").asText();
  }

  /** Texts of an action's lines, with their rid. */
  List<String> lines() throws IOException {
    return data(Topic.ACTION, "action-line").stream()
        .map(line -> (line.get("rid").asText() + ' ' + line.get("text").asText()).strip())
        .toList();
  }

  Map<String, String> statuses() throws IOException {
    List<JsonNode> all = data(Topic.INSTANCE_STATUS, "instance-status");
    Map<String, String> statuses = new TreeMap<>();
    all.get(all.size() - 1)
        .get("resources")
        .properties()
        .forEach(each -> statuses.put(each.getKey(), each.getValue().get("status").asText()));
    return statuses;
  }
}
