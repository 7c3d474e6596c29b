package io.vigie.standalone.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.Silence;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.filter.QueryException;
import io.vigie.silence.SilencePlan;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.node.Carried;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What people and agents say now: of that only the last word is kept. */
final class Told {
  final Map<AlertKind, AlertRule> rules = new EnumMap<>(AlertKind.class);
  final Map<NodeId, Carried> carried = new HashMap<>();
  private final Map<String, SilenceTold> silences = new TreeMap<>();

  static Told read(Reader reader) {
    Told told = new Told();
    reader.readAll(Topic.POLICY, told::hear);
    reader.readAll(Topic.NODE, told::hear);
    return told;
  }

  Collection<SilenceTold> silences() {
    return silences.values();
  }

  private void hear(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (record.value() == null) {
      silences.remove(key);
      rules.values().removeIf(rule -> rule.key().equals(key));
    } else if (EventCodec.decode(record.value()) instanceof Decoded.Read read) {
      hear(key, read.envelope().data());
    }
  }

  private void hear(String key, Event event) {
    if (event instanceof AlertRule rule) {
      rules.put(rule.kind(), rule);
    } else if (event instanceof Silence silence && readable(silence)) {
      silences.put(key, new SilenceTold(silence.id(), silence));
    } else if (event instanceof NodeFacts facts) {
      carried.put(facts.node(), Carried.of(facts));
    }
  }

  /** The streams refuse one that is not, and say so. */
  private static boolean readable(Silence silence) {
    try {
      SilencePlan.of(silence);
      return true;
    } catch (QueryException | IllegalArgumentException e) {
      return false;
    }
  }
}
