package io.vigie.streams.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Reason;
import io.vigie.streams.flow.Inflow;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.rejected.Rejections;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Tells every task which rules people set. A rule that cannot be read leaves the old one. */
public final class SpreadRules implements Processor<byte[], byte[], String, Object> {
  private final String told;
  private final String rejected;
  private final Metrics metrics;
  private ProcessorContext<String, Object> context;
  private Outlet outlet;

  /**
   * @param told sink to every task
   * @param rejected sink of what cannot be read
   */
  public SpreadRules(String told, String rejected, Metrics metrics) {
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
    if (!key.startsWith(RuleTold.KEYS)) {
      return;
    }
    if (record.value() == null) {
      AlertKind kind = AlertKind.parse(key.substring(RuleTold.KEYS.length()));
      tell(record, new RuleTold(kind, true, kind.rule()));
      return;
    }
    Decoded decoded = EventCodec.decode(record.value());
    if (decoded instanceof Decoded.Read read && read.envelope().data() instanceof AlertRule rule) {
      tell(record, new RuleTold(rule.kind(), false, rule.rule()));
    } else {
      reject(record, decoded);
    }
  }

  private void tell(Record<byte[], byte[]> record, RuleTold rule) {
    String key = AlertRule.key(rule.kind());
    context.forward(new Record<>(key, (Inflow) rule, record.timestamp()), told);
  }

  private void reject(Record<byte[], byte[]> record, Decoded decoded) {
    Reason reason = Reason.WRONG_TOPIC;
    String detail = "only a rule has this key";
    if (decoded instanceof Decoded.Refused refused) {
      reason = refused.reason();
      detail = refused.detail();
    }
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
