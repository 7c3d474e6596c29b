package io.vigie.streams.siem;

import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.Position;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Tells those who read logs what people did. */
public final class TellActs implements Processor<byte[], byte[], String, Object> {
  private final String sink;
  private final Metrics metrics;
  private ProcessorContext<String, Object> context;
  private Outlet outlet;

  public TellActs(String sink, Metrics metrics) {
    this.sink = sink;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.outlet = new Outlet(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    outlet.open(new Position(at.topic(), at.partition(), at.offset()), record.timestamp());
    if (outlet.isNew()
        && EventCodec.decode(record.value()) instanceof Decoded.Read read
        && read.envelope().data() instanceof AuditEntry entry) {
      metrics.count(Counter.SIEM);
      outlet.tell(sink, entry.anchor(), Ecs.of(entry));
    }
  }
}
