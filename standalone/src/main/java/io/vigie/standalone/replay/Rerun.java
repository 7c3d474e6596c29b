package io.vigie.standalone.replay;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.standalone.replay.Outcome.Changed;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.replay.Again;
import io.vigie.streams.replay.Difference;
import io.vigie.streams.replay.Raising;
import io.vigie.streams.replay.Raisings;
import io.vigie.streams.replay.Replay;
import io.vigie.streams.replay.Seen;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The recorded changes once, under the rules in force and under those of a file. */
final class Rerun implements Reader.Sink {
  private static final int IN_FORCE = 0;
  private static final int FILE = 1;

  /** Alerts flap, and are the same again, within an hour. */
  private static final Duration SETTLING = Duration.ofHours(2);

  private final Reader reader;
  private final Window window;
  private final Progress progress;
  private final Map<AlertKind, AlertRule> said;
  private final Map<AlertKind, AlertRule> other;
  private final Map<AlertKind, AlertRule> file;
  private final Raisings recorded;
  private final Replay replay;

  Rerun(Reader reader, Window window, Map<AlertKind, AlertRule> file, Progress progress) {
    this.reader = reader;
    this.window = window;
    this.progress = progress;
    this.file = file;
    Told told = Told.read(reader);
    said = told.rules;
    other = new EnumMap<>(AlertKind.class);
    other.putAll(said);
    other.putAll(file);
    recorded = new Raisings(window.from().toEpochMilli());
    replay =
        new Replay(
            told.carried,
            told.silences(),
            window.from().minus(SETTLING).minus(longest()).toEpochMilli(),
            window.from().toEpochMilli(),
            List.of(told(said), told(other)));
  }

  /** What holds an alert back longest under either rules. */
  private Duration longest() {
    long seconds =
        Stream.of(AlertKind.values())
            .filter(Seen::sees)
            .flatMap(kind -> Stream.of(rule(said, kind), rule(other, kind)))
            .mapToLong(rule -> rule.holdSeconds() + rule.escalateSeconds())
            .max()
            .orElse(0);
    return Duration.ofSeconds(seconds);
  }

  private static Rule rule(Map<AlertKind, AlertRule> rules, AlertKind kind) {
    AlertRule rule = rules.get(kind);
    return rule == null ? kind.rule() : rule.rule();
  }

  private static Collection<RuleTold> told(Map<AlertKind, AlertRule> rules) {
    return rules.values().stream()
        .map(rule -> new RuleTold(rule.kind(), false, rule.rule()))
        .toList();
  }

  Outcome run() {
    Map<Topic, Long> begins = new LinkedHashMap<>();
    Replay.TOPICS.forEach(topic -> begins.put(topic, window.readFromMillis()));
    // what people told long ago may be so still
    begins.put(Topic.COMMAND, 0L);
    begins.put(Topic.ALERT, window.from().toEpochMilli());
    reader.read(begins, window.to().toEpochMilli(), this);
    replay.end();
    List<Raising> before = replay.raisings(IN_FORCE);
    List<Raising> after = replay.raisings(FILE);
    return new Outcome(
        window.from(),
        window.to(),
        replay.nodes(),
        replay.services(),
        replay.partlyKnown(),
        reader.records(),
        changed(),
        file.keySet().stream().filter(kind -> !Seen.sees(kind)).toList(),
        Outcome.counts(before, after, window.from(), window.to()),
        Difference.of(before, after, window.from(), window.to()),
        Again.of(recorded.all(), before, window.from(), window.to()));
  }

  private List<Changed> changed() {
    return file.keySet().stream()
        .map(kind -> new Changed(kind, rule(said, kind), rule(other, kind)))
        .filter(each -> !each.inForce().equals(each.file()))
        .toList();
  }

  @Override
  public void pulse(Topic topic, int partition, long appendedMillis) {
    progress.at(appendedMillis, reader.records());
    replay.pulse(topic, partition, appendedMillis);
  }

  @Override
  public void record(Topic topic, int partition, Source.Item item) {
    progress.at(item.appendedMillis(), reader.records());
    // what cannot be read was refused when it was new
    if (!(EventCodec.decode(item.value()) instanceof Decoded.Read read)) {
      return;
    }
    if (read.envelope().data() instanceof Alert alert) {
      recorded.hear(alert);
    } else {
      Position position = new Position(topic.wire(), partition, item.offset());
      replay.hear(new Admitted(read.envelope(), null, position, item.appendedMillis()));
    }
  }
}
