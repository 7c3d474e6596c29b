package io.vigie.notify.post;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Notification;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.embedded.JavaProcess;
import io.vigie.notify.Clients;
import io.vigie.notify.NotifyMain;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.Sender;
import io.vigie.notify.channel.Channels;
import io.vigie.notify.mail.MailSettings;
import io.vigie.notify.mail.MailSettings.Tls;
import io.vigie.notify.mail.Smtp;
import io.vigie.notify.text.Writer;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.ExponentialBackoff;

/** A broker on which notifications are told and deliveries read. */
final class Desk implements AutoCloseable {
  private static final TopicPartition DELIVERIES = new TopicPartition(Topic.DELIVERY.wire(), 0);

  private static final ExponentialBackoff AGAIN = new ExponentialBackoff(100, 2, 500, 0);

  private final EmbeddedBroker broker;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final List<Delivery> deliveries = new ArrayList<>();

  private Desk(EmbeddedBroker broker) {
    this.broker = broker;
    broker.createTopics(1);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer = Clients.reader(settings(1), "desk", Clients.From.EARLIEST);
    consumer.assign(List.of(DELIVERIES));
  }

  static Desk open(Path dir) {
    return new Desk(EmbeddedBroker.start(dir.resolve("kafka"), 0));
  }

  /** Returns when the broker has them. */
  void tell(Notification... notifications) {
    tell("vigie/streams", notifications);
  }

  /** Likewise, channels as people set them. */
  void says(ChannelPolicy... channels) {
    tell("collector/api", channels);
  }

  private void tell(String source, Event... events) {
    for (Event event : events) {
      String key = event.key();
      byte[] value = EventCodec.encode(new Envelope<>("e" + key, source, Instant.now(), event));
      producer.send(
          new ProducerRecord<>(
              event.type().topic().wire(), 0, key.getBytes(StandardCharsets.UTF_8), value));
    }
    producer.flush();
  }

  /** A channel is there no more. */
  void gone(String key) {
    producer.send(
        new ProducerRecord<>(Topic.POLICY.wire(), 0, key.getBytes(StandardCharsets.UTF_8), null));
    producer.flush();
  }

  /** Whoever sends mails is not of their group any more, and finds out. */
  void throwOut() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .removeMembersFromConsumerGroup(
              "vigie-notify", new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was told before counts no more. */
  void forget() {
    deliveries();
    deliveries.clear();
  }

  /** All that is told since, in order. */
  List<Delivery> deliveries() {
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
    return List.copyOf(deliveries);
  }

  /** A sender in this process, quick to try again. */
  Post post(int smtpPort) {
    return post(smtpPort, InstantSource.system());
  }

  Post post(int smtpPort, InstantSource clock) {
    NotifySettings settings = settings(smtpPort);
    Pace pace =
        new Pace(
            clock instanceof FastClock ? Duration.ofMinutes(1) : Duration.ofMillis(100),
            500,
            AGAIN,
            Duration.ofMinutes(6),
            Duration.ofDays(5));
    Lane usual = Lane.mail("example.org");
    Lane quick =
        new Lane(usual.group(), Map.of(Channel.MAIL, pace), usual.hands(), false, usual.ids());
    Smtp smtp = new Smtp(settings.mail(), new Writer(settings.console(), ZoneId.of("UTC")));
    Post post = new Post(settings, quick, smtp, clock, new SimpleMeterRegistry());
    post.begin();
    return post;
  }

  /** Who calls channels, in this process; of chats a digest each {@code gap}. */
  Post calls(Sender calls, Duration gap) {
    Lane usual = Lane.calls();
    Lane quick =
        new Lane(
            usual.group(),
            Map.of(
                Channel.WEBHOOK,
                new Pace(Duration.ZERO, 1, AGAIN, Duration.ofHours(1), Duration.ofDays(2)),
                Channel.CHAT,
                new Pace(gap, 100, AGAIN, Duration.ofHours(1), Duration.ofDays(2))),
            usual.hands(),
            usual.sheds(),
            usual.ids());
    Post post =
        new Post(settings(1), quick, calls, InstantSource.system(), new SimpleMeterRegistry());
    post.begin();
    return post;
  }

  /** What follows the channels that {@link #says} tells. */
  Channels channels() {
    return Channels.follow(settings(1));
  }

  /** A process of its own that calls channels here, as it is shipped, and mails nobody. */
  JavaProcess caller() {
    return JavaProcess.start(
        NotifyMain.class,
        64,
        Map.of(
            "VIGIE_KAFKA", broker.bootstrap(),
            "VIGIE_ALLOWED_NETWORKS", "127.0.0.0/8",
            "VIGIE_METRICS_PORT", "0",
            "TZ", "UTC"));
  }

  /** A sender in a process of its own, as it is shipped. */
  JavaProcess process(int smtpPort) {
    return JavaProcess.start(
        NotifyMain.class,
        64,
        Map.of(
            "VIGIE_KAFKA", broker.bootstrap(),
            "VIGIE_SMTP_HOST", "127.0.0.1",
            "VIGIE_SMTP_PORT", Integer.toString(smtpPort),
            "VIGIE_MAIL_FROM", "vigie@example.org",
            "VIGIE_METRICS_PORT", "0",
            "TZ", "UTC"));
  }

  private NotifySettings settings(int smtpPort) {
    try {
      return new NotifySettings(
          broker.bootstrap(),
          Map.of(),
          new MailSettings(
              "127.0.0.1",
              smtpPort,
              Tls.NONE,
              "",
              "",
              null,
              new InternetAddress("vigie@example.org")),
          null,
          "",
          NotifySettings.NO_METRICS);
    } catch (AddressException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
    broker.close();
  }
}
