package io.vigie.api.csv;

import io.micronaut.http.HttpParameters;
import io.micronaut.scheduling.TaskExecutors;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Row;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Rows;
import io.vigie.api.list.Sight;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lists on their way to a file, few at once: each holds a connection to the database for as long as
 * its reader takes. The reader's pace is the database's; one who takes too long is cut off.
 */
@Singleton
final class Downloads {
  /** At once, in this process. */
  static final int MOST = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

  private final Lists lists;
  private final Scheduler blocking;
  private final Semaphore free = new Semaphore(MOST);

  Downloads(Lists lists, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.lists = lists;
    this.blocking = Schedulers.fromExecutorService(blocking);
  }

  /** Pieces of the file, to be taken once; empty when too many are under way. */
  Optional<Publisher<byte[]>> begin(RowTable<?> table, HttpParameters parameters, Sight sight) {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(pieces(new Download(open(table, parameters, sight))));
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
  }

  private <R extends Row> CsvText open(RowTable<R> table, HttpParameters parameters, Sight sight) {
    Rows<R> rows = lists.all(table, parameters, sight);
    return new CsvText(table, rows);
  }

  private Publisher<byte[]> pieces(Download download) {
    return Flux.generate(
            () -> download,
            (Download under, SynchronousSink<byte[]> sink) -> {
              under.step(sink);
              return under;
            },
            Download::close)
        .subscribeOn(blocking);
  }

  /** One file on its way. However it ends, its place becomes free once. */
  private final class Download {
    private final CsvText text;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Disposable limit;

    Download(CsvText text) {
      this.text = text;
      this.limit =
          Mono.delay(Duration.ofSeconds(Rows.LIMIT_SECONDS))
              .publishOn(blocking)
              .subscribe(late -> close());
    }

    void step(SynchronousSink<byte[]> sink) {
      try {
        text.next().ifPresentOrElse(sink::next, sink::complete);
      } catch (IOException | SQLException | RuntimeException e) {
        // too late for a status: the connection is cut, so that nobody takes a part for the whole
        LOG.atWarn().setCause(e).log("a download was broken off");
        sink.error(e);
      }
    }

    void close() {
      if (!ended.compareAndSet(false, true)) {
        return;
      }
      limit.dispose();
      try {
        text.close();
      } catch (SQLException e) {
        LOG.atWarn().setCause(e).log("the rest of a download could not be thrown away");
      } finally {
        free.release();
      }
    }
  }
}
