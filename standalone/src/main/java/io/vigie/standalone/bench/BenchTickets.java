package io.vigie.standalone.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Responsibles;
import io.vigie.contract.event.ServicePolicy;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Json;
import io.vigie.notify.Notify;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.mail.MailSettings;
import io.vigie.notify.mail.MailSettings.Tls;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import io.vigie.standalone.Within;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie bench tickets}: from what goes wrong to a mail that the server has taken. */
@Command(
    name = "tickets",
    description =
        "Failed actions of services that have one person each, until a mail server has taken the mail of each person.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchTickets implements Callable<Integer> {
  private static final int SERVICES_PER_PAIR = 5;
  private static final int TARGET_MILLIS = 2_000;
  private static final String DOMAIN = "@bench.example.org";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Option(names = "--alerts", paramLabel = "N", description = "Failures that are followed.")
  private int alerts = 600;

  @Option(names = "--rate", paramLabel = "N", description = "Failures a second.")
  private int rate = 10;

  @Option(names = "--warm-up", paramLabel = "N", description = "Failures before them.")
  private int warmUp = 300;

  @Override
  public Integer call() throws Exception {
    Within.check("--alerts", alerts, 1, 50_000);
    Within.check("--rate", rate, 1, 10_000);
    Within.check("--warm-up", warmUp, 1, 50_000);
    Map<String, Object> result = new LinkedHashMap<>();
    try (Scratch scratch = Scratch.make();
        MailSink sink = new MailSink();
        UntilStopped parts = new UntilStopped(new Terminal())) {
      Collector collector =
          Collector.start(CollectorSettings.scratch(scratch.folder()), new Terminal(), parts);
      parts.own(Notify.start(settings(collector, sink), new SimpleMeterRegistry()));
      run(collector, sink, result);
    }
    System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
    return 0;
  }

  private static NotifySettings settings(Collector collector, MailSink sink) throws Exception {
    InternetAddress from = new InternetAddress("vigie" + DOMAIN);
    return new NotifySettings(
        collector.bootstrap(),
        Map.of(),
        new MailSettings("127.0.0.1", sink.port(), Tls.NONE, "", "", null, from),
        null,
        "",
        NotifySettings.NO_METRICS);
  }

  private void run(Collector collector, MailSink sink, Map<String, Object> result)
      throws Exception {
    int pairs = (alerts + warmUp + SERVICES_PER_PAIR - 1) / SERVICES_PER_PAIR;
    Population population = new Population(2 * pairs, SERVICES_PER_PAIR, collector.partitions(), 1);
    // one instance of each service: whoever had a mail waits a minute for the next
    List<Population.Member> members =
        population.members().stream().filter(member -> member.node() % 2 == 0).toList();
    try (Load load = new Load(population, collector.bootstrap(), 1);
        Troubles troubles = new Troubles(members, collector.bootstrap())) {
      people(collector.bootstrap(), members);
      load.round(0);
      load.flush();
      try (Connection connection = collector.connect()) {
        BenchAlerts.known(connection, load);
      }
      fail(load, troubles, sink, 0, warmUp);
      fail(load, troubles, sink, warmUp, alerts);
      List<Population.Member> followed = members.subList(warmUp, warmUp + alerts);
      List<Long> millis =
          followed.stream()
              .filter(member -> sink.taken().containsKey(address(member)))
              .map(member -> sink.taken().get(address(member)) - troubles.failed(member))
              .toList();
      result.put("alertsPerSecond", rate);
      result.put("failureToMailAcceptedMillis", Percentiles.of(millis).toMap());
      result.put("targetP99Millis", TARGET_MILLIS);
      result.put("mailsForThem", millis.size());
      result.put("mailsInAll", sink.mails());
    }
  }

  /** Each service has a person who answers for it. */
  private static void people(String bootstrap, List<Population.Member> members) {
    try (KafkaProducer<byte[], byte[]> producer = Load.producers(bootstrap, 1).get(0)) {
      for (Population.Member member : members) {
        String name = member.id().service();
        tell(producer, new PersonPolicy(name, "", address(member), "en", false, null, null));
        tell(
            producer,
            new ServicePolicy(member.id().serviceId(), new Responsibles(List.of(name), List.of())));
      }
    }
  }

  private static void tell(KafkaProducer<byte[], byte[]> producer, Event policy) {
    byte[] value =
        EventCodec.encode(new Envelope<>("bench." + policy.key(), "bench", Instant.now(), policy));
    byte[] key = policy.key().getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topic.POLICY.wire(), 0, key, value));
  }

  private static String address(Population.Member member) {
    return member.id().service() + DOMAIN;
  }

  /** That many failures, evenly, until the server has a mail of each; at most two minutes more. */
  private void fail(Load load, Troubles troubles, MailSink sink, int before, int count) {
    long begin = System.nanoTime();
    for (int sent = 0; sent < count; sent++) {
      long at = begin + sent * 1_000_000_000L / rate;
      while (System.nanoTime() < at) {
        load.beat();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      troubles.next(true);
      troubles.flush();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (sink.taken().size() < before + count && System.nanoTime() < deadline) {
      load.beat();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
