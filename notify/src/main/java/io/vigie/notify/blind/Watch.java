package io.vigie.notify.blind;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.topic.Topic;
import io.vigie.notify.Clients;
import io.vigie.notify.Lease;
import io.vigie.notify.Message;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.Outcome;
import io.vigie.notify.Sender;
import io.vigie.notify.Worker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the fallback address when the collector is blind: no alert can say so, for alerts come
 * through the collector.
 */
public final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final byte[] PULSE = Pulse.KEY.getBytes(StandardCharsets.UTF_8);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** Mail servers may take a while to greet. */
  private static final Duration SLOW = Duration.ofMinutes(2);

  private final NotifySettings settings;
  private final Sender sender;
  private final InstantSource clock;
  private final Worker worker = new Worker("notify-watch", POLL, this::turn);
  private final Sight sight;
  private boolean failed;
  private Instant tried = Instant.MIN;

  Watch(NotifySettings settings, Sender sender, InstantSource clock) {
    this.settings = settings;
    this.sender = sender;
    this.clock = clock;
    sight = new Sight(clock.instant());
  }

  /** Returns at once. */
  public static Watch start(NotifySettings settings, Sender sender) {
    Watch watch = new Watch(settings, sender, InstantSource.system());
    watch.begin();
    return watch;
  }

  void begin() {
    worker.begin();
  }

  private void turn() {
    try (Consumer<byte[], byte[]> consumer =
        Clients.reader(settings, "vigie-notify-watch", Clients.From.LATEST)) {
      look(consumer);
    } catch (KafkaException e) {
      // the sender tells that Kafka is away
      LOG.atDebug().setCause(e).log("pulses cannot be read");
    } catch (RuntimeException e) {
      failed(e);
    }
    tellAnyhow();
  }

  private void tellAnyhow() {
    try {
      tell();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  // told once: what went wrong is tried again every second, and blindness is told all the same
  private void failed(RuntimeException e) {
    if (!failed) {
      LOG.atError().setCause(e).log("pulses cannot be watched; it is tried again every second");
    }
    failed = true;
  }

  private void look(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.SERVICE_HEALTH.wire()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    if (partitions.isEmpty()) {
      return; // nothing to see yet
    }
    sight.expect(partitions.stream().map(TopicPartition::partition).toList(), clock.instant());
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    while (!worker.isClosing()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (Arrays.equals(record.key(), PULSE)) {
          sight.pulse(record.partition(), clock.instant());
        }
      }
      tell();
    }
  }

  private void tell() {
    Instant now = clock.instant();
    Optional<Sight.News> found = sight.news(now);
    if (now.isBefore(tried.plus(AGAIN))) {
      return;
    }
    found.ifPresent(
        news -> {
          tried = now;
          Outcome outcome = sender.send(message(news, now), Lease.of(SLOW));
          LOG.atWarn()
              .addKeyValue("since", sight.since())
              .addKeyValue("mail", outcome)
              .log(news == Sight.News.BLIND ? "the collector is blind" : "the collector sees");
          if (outcome instanceof Outcome.Accepted) {
            sight.told(news);
            tried = Instant.MIN;
          }
        });
  }

  private Message message(Sight.News news, Instant now) {
    Recipient to =
        new Recipient(
            "fallback", settings.fallback(), Locale.getDefault().getLanguage(), "fallback");
    boolean blind = news == Sight.News.BLIND;
    // several that watch say the same, and a mail system may drop what it has already
    String id =
        (blind ? "blind-" : "sees-")
            + sight.since().truncatedTo(ChronoUnit.MINUTES).getEpochSecond();
    Notification told =
        new Notification(
            id,
            blind ? Cause.RAISED : Cause.RESOLVED,
            now,
            "",
            alert(blind, now),
            null,
            List.of(to));
    return new Message(id + '@' + settings.mail().domain(), to, now, List.of(told));
  }

  private Alert alert(boolean blind, Instant now) {
    return new Alert(
        AlertId.of(AlertKind.COLLECTOR_BEHIND, "collector", "blind"),
        1,
        Math.max(1, sight.since().getEpochSecond()),
        1,
        blind ? AlertState.OPEN : AlertState.RESOLVED,
        Severity.CRITICAL,
        blind ? AlertMove.RAISED : AlertMove.RESOLVED,
        false,
        null,
        sight.since(),
        now,
        now,
        blind ? null : now,
        blind ? "" : "cleared",
        "",
        false,
        List.of(),
        null,
        null,
        "",
        null,
        null,
        Map.of("host", host()),
        List.of());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // it has no other name
    }
  }

  @Override
  public void close() {
    worker.close(POLL.multipliedBy(10));
  }
}
