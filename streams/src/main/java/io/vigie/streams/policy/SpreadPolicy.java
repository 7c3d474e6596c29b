package io.vigie.streams.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Silence;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Reason;
import io.vigie.filter.QueryException;
import io.vigie.silence.SilencePlan;
import io.vigie.streams.flow.Inflow;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.rejected.Rejections;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Tells every task which rules and silences people set. One that cannot be read leaves the old one.
 */
public final class SpreadPolicy implements Processor<byte[], byte[], String, Object> {
  private final String told;
  private final String rejected;
  private final Metrics metrics;
  private ProcessorContext<String, Object> context;
  private Outlet outlet;

  /**
   * @param told sink to every task
   * @param rejected sink of what cannot be read
   */
  public SpreadPolicy(String told, String rejected, Metrics metrics) {
    this.told = told;
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
    boolean rule = key.startsWith(RuleTold.KEYS);
    if (!rule && !key.startsWith(Silence.KEYS)) {
      return;
    }
    if (record.value() == null) {
      tell(record, key, rule ? byDefault(key) : new SilenceTold(id(key), null));
      return;
    }
    Decoded decoded = EventCodec.decode(record.value());
    if (decoded instanceof Decoded.Refused refused) {
      reject(record, refused.reason(), refused.detail());
      return;
    }
    Event event = ((Decoded.Read) decoded).envelope().data();
    if (rule && event instanceof AlertRule said) {
      tell(record, AlertRule.key(said.kind()), new RuleTold(said.kind(), false, said.rule()));
    } else if (!rule && event instanceof Silence said) {
      silence(record, said);
    } else {
      reject(record, Reason.WRONG_TOPIC, "only a rule or a silence has this key");
    }
  }

  private static RuleTold byDefault(String key) {
    AlertKind kind = AlertKind.parse(key.substring(RuleTold.KEYS.length()));
    return new RuleTold(kind, true, kind.rule());
  }

  private static String id(String key) {
    return key.substring(Silence.KEYS.length());
  }

  private void silence(Record<byte[], byte[]> record, Silence said) {
    try {
      SilencePlan.of(said);
    } catch (QueryException | IllegalArgumentException e) {
      reject(record, Reason.BAD_FIELD, e.getMessage());
      return;
    }
    tell(record, said.key(), new SilenceTold(said.id(), said));
  }

  private void tell(Record<byte[], byte[]> record, String key, Inflow what) {
    context.forward(new Record<>(key, what, record.timestamp()), told);
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
