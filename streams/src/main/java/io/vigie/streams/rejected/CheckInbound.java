package io.vigie.streams.rejected;

import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Inbound;
import io.vigie.contract.wire.Inbound.Checked;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.Position;
import io.vigie.streams.metric.Metrics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The door of an input topic: what may pass goes to its stage, the rest to the rejected topic. */
public final class CheckInbound implements Processor<byte[], byte[], String, Object> {
  private final Topic topic;
  private final int partitions;
  private final List<String> stages;
  private final String rejected;
  private final Metrics metrics;
  private ProcessorContext<String, Object> context;
  private Outlet outlet;

  private CheckInbound(
      Topic topic, int partitions, List<String> stages, String rejected, Metrics m) {
    this.topic = topic;
    this.partitions = partitions;
    this.stages = stages;
    this.rejected = rejected;
    this.metrics = m;
  }

  /**
   * @param partitions P of the topic
   * @param stages operators that take what passed
   * @param rejected sink that takes what did not
   */
  public static ProcessorSupplier<byte[], byte[], String, Object> of(
      Topic topic, int partitions, List<String> stages, String rejected, Metrics metrics) {
    return () -> new CheckInbound(topic, partitions, stages, rejected, metrics);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.outlet = new Outlet(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    Position position = new Position(topic.wire(), at.partition(), at.offset());
    Instant appended = Instant.ofEpochMilli(record.timestamp());
    Checked checked =
        Inbound.check(
            topic,
            at.partition(),
            partitions,
            record.key(),
            record.value(),
            record.headers(),
            appended);
    if (checked instanceof Checked.Passed passed) {
      Admitted admitted =
          new Admitted(passed.envelope(), passed.stamp(), position, record.timestamp());
      for (String stage : stages) {
        context.forward(new Record<>(null, admitted, record.timestamp()), stage);
      }
    } else if (checked instanceof Checked.Refused refused) {
      metrics.countRejected(refused.reason());
      outlet.open(position, record.timestamp());
      outlet.write(
          rejected,
          outlet.prepare(
              Rejections.of(
                  refused.reason(),
                  refused.detail(),
                  position,
                  record.key(),
                  record.value(),
                  appended),
              appended));
    }
  }
}
