package io.vigie.standalone.doctor;

import io.vigie.store.Database;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at everything.
 *
 * @param data folder of the collector; empty when database and Kafka are elsewhere
 * @param database empty when it is not known where it is
 * @param kafka settings of its clients; empty when it is not known where it is
 * @param kafkaConfig file that they are from; empty when there is none
 */
record Doctor(
    Optional<Path> data,
    Optional<Database> database,
    Optional<Map<String, Object>> kafka,
    Optional<Path> kafkaConfig,
    URI console) {
  /** Longest a check may take. */
  private static final Duration LIMIT = Duration.ofSeconds(12);

  List<Finding> look() {
    Optional<Tables> tables = database.map(Tables::new);
    Optional<Broker> broker = kafka.map(client -> new Broker(client, kafkaConfig));
    try (Round round = new Round(LIMIT)) {
      List<Finding> found = new ArrayList<>(round.of(first(tables, broker)));
      found.addAll(
          round.of(
              then(
                  tables.filter(is -> works(found, "database")),
                  broker.filter(is -> works(found, "broker")))));
      return found;
    } finally {
      broker.ifPresent(Broker::close);
    }
  }

  private List<Check> first(Optional<Tables> tables, Optional<Broker> broker) {
    List<Check> checks = new ArrayList<>();
    checks.addAll(new HostChecks(data).all());
    checks.add(
        tables
            .map(there -> new DatabaseChecks(there).reachable())
            .orElseGet(() -> nowhere("database", "--db-url")));
    checks.add(
        broker
            .map(there -> new KafkaChecks(there).reachable())
            .orElseGet(() -> nowhere("broker", "--kafka")));
    checks.add(new ConsoleCheck(console).check());
    return checks;
  }

  private static List<Check> then(Optional<Tables> tables, Optional<Broker> broker) {
    Stream<Check> kafka =
        broker
            .map(there -> new KafkaChecks(there).all().stream())
            .orElseGet(
                () ->
                    unknown(
                        "the broker is away",
                        "topics",
                        "topic settings",
                        "streams",
                        "refused records",
                        "transactions"));
    Stream<Check> rows =
        tables
            .map(there -> new DatabaseChecks(there).all().stream())
            .orElseGet(() -> unknown("the database is away", "schema", "pulses", "audit"));
    Stream<Check> both =
        tables.isPresent() && broker.isPresent()
            ? Stream.of(new PositionsCheck(tables.get(), broker.get()).check())
            : unknown("it needs both broker and database", "recorder");
    return Stream.of(kafka, both, rows).flatMap(checks -> checks).toList();
  }

  private static Stream<Check> unknown(String why, String... names) {
    return Stream.of(names).map(name -> new Check(name, () -> List.of(Finding.unknown(name, why))));
  }

  private Check nowhere(String name, String option) {
    return new Check(
        name,
        () ->
            List.of(
                Finding.fail(
                    name,
                    "none runs on " + data.map(Path::toString).orElse("any folder"),
                    "start the collector, or name its folder with --data or its "
                        + name
                        + " with "
                        + option)));
  }

  private static boolean works(List<Finding> found, String check) {
    return found.stream()
        .noneMatch(each -> each.check().equals(check) && each.level() == Level.FAIL);
  }
}
