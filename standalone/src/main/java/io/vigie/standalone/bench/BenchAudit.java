package io.vigie.standalone.bench;

import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.event.AuditOutcome;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.JavaProcess;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import io.vigie.standalone.VigieMain;
import io.vigie.standalone.Within;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie bench audit}: a long audit recorded and verified. */
@Command(
    name = "audit",
    description =
        "Acts of people through Kafka and the recorder until MariaDB holds them all; then vigie"
            + " audit verify, a process of its own with a small heap, against MariaDB and Kafka.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchAudit implements Callable<Integer> {
  private static final int PEOPLE = 100;
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(30);

  @Option(names = "--entries", paramLabel = "N", description = "Acts.")
  private int entries = 1_000_000;

  @Option(names = "--heap", paramLabel = "MIB", description = "Heap of the verification.")
  private int heapMiB = 64;

  @Override
  public Integer call() throws Exception {
    Within.check("--entries", entries, 1, 100_000_000);
    Within.check("--heap", heapMiB, 32, 2_048);
    Terminal quiet = new Terminal();
    try (Scratch scratch = Scratch.make();
        UntilStopped parts = new UntilStopped(quiet)) {
      Collector collector =
          Collector.start(CollectorSettings.scratch(scratch.folder()), quiet, parts);
      System.out.println(
          Json.MAPPER
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(run(collector, scratch.folder())));
    }
    return 0;
  }

  private Map<String, Object> run(Collector collector, Path folder) throws Exception {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("entries", entries);
    result.put("people", PEOPLE);
    result.put("loadBefore", BenchLists.load());
    long begin = System.nanoTime();
    send(collector);
    awaitRecorded(collector);
    rate(result, "record", begin);
    begin = System.nanoTime();
    verify(result, folder);
    rate(result, "verify", begin);
    return result;
  }

  private void rate(Map<String, Object> result, String what, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    result.put(what + "Seconds", Math.round(seconds * 10) / 10.0);
    result.put(what + "EntriesPerSecond", Math.round(entries / seconds));
  }

  private void send(Collector collector) {
    try (KafkaProducer<byte[], byte[]> producer = Load.producers(collector.bootstrap(), 1).get(0)) {
      for (int n = 1; n <= entries; n++) {
        AuditEntry act = act(n);
        producer.send(
            new ProducerRecord<>(
                Topic.AUDIT.wire(),
                Partition.of(act.anchor(), collector.partitions()),
                act.key().getBytes(StandardCharsets.UTF_8),
                EventCodec.encode(new Envelope<>(act.id(), "bench", act.at(), act))));
      }
    }
  }

  private static AuditEntry act(int n) {
    return new AuditEntry(
        "act-" + n,
        Instant.now(),
        "person" + n % PEOPLE + "@example.org",
        "administrator",
        "192.0.2.17",
        AuditAct.CHANGE,
        "app",
        "app" + n % 300,
        Map.of("description", "text " + (n - 1)),
        Map.of("description", "text " + n),
        AuditOutcome.OK);
  }

  private void awaitRecorded(Collector collector) throws SQLException {
    long until = System.nanoTime() + LIMIT_NANOS;
    try (Connection connection = collector.connect()) {
      while (recorded(connection) < entries) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException(
              "of " + entries + " acts " + recorded(connection) + " were recorded in 30 min");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  private static long recorded(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT SUM(entries) FROM audit_day")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void verify(Map<String, Object> result, Path folder) throws IOException {
    try (JavaProcess verification =
        JavaProcess.start(
            VigieMain.class, heapMiB, Map.of(), "audit", "verify", "--data", folder.toString())) {
      long peak = 0;
      while (verification.isAlive()) {
        peak = Math.max(peak, peakMiB(verification));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      result.put("verifyHeapLimitMiB", heapMiB);
      result.put("verifyRssMiBPeak", peak);
      String said = verification.output();
      result.put("verdict", said.substring(said.lastIndexOf('\n') + 1));
    }
  }

  private static long peakMiB(JavaProcess process) throws IOException {
    try {
      return CsvDownload.peakMiB(process.pid());
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
      return 0; // it ended meanwhile
    }
  }
}
