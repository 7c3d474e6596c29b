package io.vigie.notify.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.event.Pulse;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.Office;
import io.vigie.notify.mail.MailSettings;
import io.vigie.notify.mail.MailSettings.Tls;
import io.vigie.notify.mail.Smtp;
import io.vigie.notify.text.Writer;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void theFallbackAddressIsToldThatTheCollectorIsBlindAndThatItSees(@TempDir Path dir)
      throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T09:00:00Z"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), 0);
        Office office = Office.plain()) {
      broker.createTopics(1);
      NotifySettings settings = settings(broker.bootstrap(), office.port());
      Smtp smtp = new Smtp(settings.mail(), new Writer(null, ZoneId.of("UTC")));
      try (Watch watch = new Watch(settings, smtp, now::get);
          KafkaProducer<byte[], byte[]> producer = producer(broker.bootstrap())) {
        watch.begin();
        await()
            .atMost(SOON)
            .until(
                () -> {
                  now.updateAndGet(at -> at.plusSeconds(1));
                  return office.mails.size() == 1;
                });
        assertThat(office.mails.get(0).to()).isEqualTo("it@example.org");
        assertThat(office.mails.get(0).raw()).contains("The collector is blind");
        await()
            .atMost(SOON)
            .until(
                () -> {
                  now.updateAndGet(at -> at.plusSeconds(1));
                  pulse(producer);
                  return office.mails.size() == 2;
                });
        assertThat(office.mails.get(1).raw())
            .contains("Subject: [resolved] The collector is blind");
      }
    }
  }

  @Test
  void whereThereIsNothingToSeeYetItIsBlindTooAndSaysFromWhere(@TempDir Path dir) throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T09:00:00Z"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), 0);
        Office office = Office.plain()) {
      NotifySettings settings = settings(broker.bootstrap(), office.port());
      Smtp smtp = new Smtp(settings.mail(), new Writer(null, ZoneId.of("UTC")));
      try (Watch first = new Watch(settings, smtp, now::get);
          Watch second = new Watch(settings, smtp, now::get)) {
        first.begin();
        second.begin();
        await()
            .atMost(SOON)
            .until(
                () -> {
                  now.updateAndGet(at -> at.plusSeconds(1));
                  return office.mails.size() == 2;
                });
      }
      // the same mail for a server that drops what it has already
      assertThat(office.mails)
          .extracting(Office.Mail::id)
          .containsOnly("blind-1796029200@example.org");
      assertThat(office.mails.get(0).raw()).contains(InetAddress.getLocalHost().getHostName());
    }
  }

  private static void pulse(KafkaProducer<byte[], byte[]> producer) {
    byte[] value =
        EventCodec.encode(new Envelope<>("p", "collector", Instant.now(), new Pulse(1, 1)));
    byte[] key = Pulse.KEY.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topic.SERVICE_HEALTH.wire(), 0, key, value));
    producer.flush();
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static NotifySettings settings(String bootstrap, int port) throws Exception {
    InternetAddress from = new InternetAddress("vigie@example.org");
    return new NotifySettings(
        bootstrap,
        Map.of(),
        new MailSettings("127.0.0.1", port, Tls.NONE, "", "", null, from),
        null,
        "it@example.org",
        NotifySettings.NO_METRICS);
  }
}
