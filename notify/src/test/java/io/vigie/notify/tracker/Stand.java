package io.vigie.notify.tracker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.embedded.JavaProcess;
import io.vigie.notify.Clients;
import io.vigie.notify.NotifyMain;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.channel.ChannelSettings;
import io.vigie.notify.channel.Channels;
import io.vigie.notify.mail.MailSettings;
import io.vigie.notify.mail.MailSettings.Tls;
import io.vigie.notify.web.Networks;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.ExponentialBackoff;

/** A broker on which tickets are told and deliveries read. */
final class Stand implements AutoCloseable {
  private static final TopicPartition DELIVERIES = new TopicPartition(Topic.DELIVERY.wire(), 0);
  private static final String INSIDE = "127.0.0.0/8";

  private final EmbeddedBroker broker;
  private final Path secrets;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final List<Delivery> deliveries = new ArrayList<>();

  private Stand(Path dir) throws Exception {
    broker = EmbeddedBroker.start(dir.resolve("kafka"), 0);
    broker.createTopics(1);
    secrets = Files.createDirectory(dir.resolve("secrets"));
    Files.writeString(
        Files.createFile(
            secrets.resolve("rt"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
        "t0ken\n");
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer = Clients.reader(settings(), "stand", Clients.From.EARLIEST);
    consumer.assign(List.of(DELIVERIES));
  }

  static Stand open(Path dir) throws Exception {
    return new Stand(dir);
  }

  void tell(Ticket step) {
    send(Topic.TICKET, step);
  }

  void set(ChannelPolicy channel) {
    send(Topic.POLICY, channel);
  }

  /** The channel is there no more. */
  void drop(String name) {
    byte[] key = (ChannelPolicy.KEYS + name).getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topic.POLICY.wire(), 0, key, null));
    producer.flush();
  }

  private void send(Topic topic, Event event) {
    byte[] value =
        EventCodec.encode(
            new Envelope<>(UUID.randomUUID().toString(), "vigie/test", Instant.now(), event));
    byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topic.wire(), 0, key, value));
    producer.flush();
  }

  /** What was told of a ticket, in order. */
  List<Delivery> deliveries(Steps of) {
    long end = consumer.endOffsets(List.of(DELIVERIES)).get(DELIVERIES);
    while (consumer.position(DELIVERIES) < end) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              record -> {
                if (EventCodec.decode(record.value()) instanceof Decoded.Read read
                    && read.envelope().data() instanceof Delivery delivery) {
                  deliveries.add(delivery);
                }
              });
    }
    return deliveries.stream().filter(each -> each.tickets().contains(of.id)).toList();
  }

  /** One in this process, quick to try again, with all it needs. */
  AutoCloseable follower() {
    NotifySettings settings = settings();
    Channels channels = Channels.follow(settings);
    Follower follower =
        new Follower(
            settings,
            channels,
            new Patience(new ExponentialBackoff(100, 2, 500, 0), Duration.ofDays(5)),
            new SimpleMeterRegistry());
    follower.begin();
    return () -> {
      follower.close();
      channels.close();
    };
  }

  /** One in a process of its own, as it is shipped. */
  JavaProcess process() {
    return JavaProcess.start(
        NotifyMain.class,
        64,
        Map.of(
            "VIGIE_KAFKA", broker.bootstrap(),
            "VIGIE_SMTP_HOST", "127.0.0.1",
            "VIGIE_SMTP_PORT", "1",
            "VIGIE_MAIL_FROM", "vigie@example.org",
            "VIGIE_SECRETS_DIR", secrets.toString(),
            "VIGIE_ALLOWED_NETWORKS", INSIDE,
            "VIGIE_METRICS_PORT", "0",
            "TZ", "UTC"));
  }

  private NotifySettings settings() {
    try {
      return new NotifySettings(
          broker.bootstrap(),
          Map.of(),
          new MailSettings(
              "127.0.0.1", 1, Tls.NONE, "", "", null, new InternetAddress("vigie@example.org")),
          null,
          "",
          NotifySettings.NO_METRICS,
          new ChannelSettings(secrets, Networks.parse(INSIDE), null));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    consumer.close();
    producer.close();
    broker.close();
  }
}
