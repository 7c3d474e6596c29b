package io.vigie.streams.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.check.Thresholds;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodePolicy;
import io.vigie.contract.event.Silence;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Reason;
import io.vigie.filter.QueryException;
import io.vigie.silence.SilencePlan;
import io.vigie.streams.flow.Inflow;
import io.vigie.streams.flow.NodeAppTold;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.flow.ThresholdTold;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.rejected.Rejections;
import io.vigie.streams.ticket.Policies;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Tells every task which rules, silences and thresholds people set, and who is told of what. One
 * that cannot be read leaves the old one.
 */
public final class SpreadPolicy implements Processor<byte[], byte[], String, Object> {
  private static final List<String> KEYS =
      List.of(RuleTold.KEYS, Silence.KEYS, CheckThreshold.KEYS);

  private final String told;
  private final String people;
  private final String rejected;
  private final Metrics metrics;
  private ProcessorContext<String, Object> context;
  private Outlet outlet;

  /**
   * @param told sink to every task
   * @param people sink to every task of the stage that tells people
   * @param rejected sink of what cannot be read
   */
  public SpreadPolicy(String told, String people, String rejected, Metrics metrics) {
    this.told = told;
    this.people = people;
    this.rejected = rejected;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.outlet = new Outlet(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    boolean ofPeople = Policies.KEYS.stream().anyMatch(key::startsWith);
    if (!ofPeople && KEYS.stream().noneMatch(key::startsWith)) {
      return;
    }
    if (record.value() == null) {
      if (ofPeople) {
        tellPeople(record, key);
        tellApp(record, key, "");
      } else {
        tell(record, key, gone(key));
      }
      return;
    }
    Decoded decoded = EventCodec.decode(record.value());
    if (decoded instanceof Decoded.Refused refused) {
      reject(record, refused.reason(), refused.detail());
      return;
    }
    Event event = ((Decoded.Read) decoded).envelope().data();
    if (!key.equals(event.key())) {
      reject(record, Reason.WRONG_KEY, "the key must be \"" + event.key() + '"');
      return;
    }
    if (ofPeople) {
      tellPeople(record, key);
      tellApp(record, key, event instanceof NodePolicy said ? said.app() : "");
      return;
    }
    try {
      tell(record, key, told(event));
    } catch (QueryException | IllegalArgumentException e) {
      reject(record, Reason.BAD_FIELD, e.getMessage());
    }
  }

  /** What people took back. */
  private static Inflow gone(String key) {
    String id = key.substring(key.indexOf('/') + 1);
    if (key.startsWith(Silence.KEYS)) {
      return new SilenceTold(id, null);
    }
    return key.startsWith(CheckThreshold.KEYS) ? new ThresholdTold(id, null) : byDefault(key);
  }

  /** Refused when its filter, or its recurrence, cannot be read. */
  private static Inflow told(Event event) {
    if (event instanceof Silence said) {
      SilencePlan.of(said);
      return new SilenceTold(said.id(), said);
    }
    if (event instanceof CheckThreshold said) {
      Thresholds.check(said);
      return new ThresholdTold(said.id(), said);
    }
    AlertRule said = (AlertRule) event;
    return new RuleTold(said.kind(), false, said.rule());
  }

  private static RuleTold byDefault(String key) {
    AlertKind kind = AlertKind.parse(key.substring(RuleTold.KEYS.length()));
    return new RuleTold(kind, true, kind.rule());
  }

  private void tell(Record<byte[], byte[]> record, String key, Inflow what) {
    context.forward(new Record<>(key, what, record.timestamp()), told);
  }

  private void tellPeople(Record<byte[], byte[]> record, String key) {
    context.forward(new Record<>(key, record.value(), record.timestamp()), people);
  }

  /** In which app a node is decides where its alerts go, and so who is asked to tell of them. */
  private void tellApp(Record<byte[], byte[]> record, String key, String app) {
    if (key.startsWith(NodeAppTold.KEYS)) {
      tell(record, key, new NodeAppTold(key.substring(NodeAppTold.KEYS.length()), app));
    }
  }

  private void reject(Record<byte[], byte[]> record, Reason reason, String detail) {
    metrics.countRejected(reason);
    RecordMetadata at = context.recordMetadata().orElseThrow();
    Position position = new Position(Topic.POLICY.wire(), at.partition(), at.offset());
    Instant appended = Instant.ofEpochMilli(record.timestamp());
    outlet.open(position, record.timestamp());
    outlet.write(
        rejected,
        outlet.prepare(
            Rejections.of(reason, detail, position, record.key(), record.value(), appended),
            appended));
  }
}
