package io.vigie.streams.deadletter;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** One bad record never stops the pipeline: it is set aside and the next one is read. */
public final class DeadLetterHandlers {
  /** Configuration key under which the process hands its metrics to the handlers. */
  public static final String METRICS = "vigie.metrics";

  private DeadLetterHandlers() {}

  /** An operator threw. */
  public static final class Processing implements ProcessingExceptionHandler {
    private DeadLetters letters;

    @Override
    public void configure(Map<String, ?> config) {
      letters = new DeadLetters(config);
    }

    @Override
    public Response handleError(ErrorHandlerContext at, Record<?, ?> record, Exception cause) {
      return Response.resume(letters.of(at, at.sourceRawKey(), at.sourceRawValue(), cause));
    }
  }

  /** A record of our own topic could not be read; agents' records are read as bytes. */
  public static final class Deserialization implements DeserializationExceptionHandler {
    private DeadLetters letters;

    @Override
    public void configure(Map<String, ?> config) {
      letters = new DeadLetters(config);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext at, ConsumerRecord<byte[], byte[]> record, Exception cause) {
      return Response.resume(letters.of(at, record.key(), record.value(), cause));
    }
  }

  /**
   * A record could not be written. One that is too large is set aside; anything else is the
   * broker's trouble, and the thread that is started in the place of this one tries again.
   */
  public static final class Production implements ProductionExceptionHandler {
    private DeadLetters letters;

    @Override
    public void configure(Map<String, ?> config) {
      letters = new DeadLetters(config);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext at, ProducerRecord<byte[], byte[]> record, Exception cause) {
      return cause instanceof RecordTooLargeException
          ? Response.resume(letters.of(at, at.sourceRawKey(), at.sourceRawValue(), cause))
          : Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public Response handleSerializationError(
        ErrorHandlerContext at,
        ProducerRecord record,
        Exception cause,
        SerializationExceptionOrigin origin) {
      return Response.resume(letters.of(at, at.sourceRawKey(), at.sourceRawValue(), cause));
    }
  }
}
