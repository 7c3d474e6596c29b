package io.vigie.api.live;

import io.micronaut.http.sse.Event;
import io.vigie.api.list.Position;
import io.vigie.api.list.Sight;
import io.vigie.api.session.Person;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.FluxSink;

/** One browser that listens: the number of the event it wants next, and what it has seen. */
final class Listener {
  /** After a broken line the browser comes back so soon. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Ring ring;
  private final FluxSink<Event<String>> sink;
  private final Person person;
  private volatile Sight sight;
  private final Position from;
  private final Wanted wants;
  private final AtomicInteger wanted = new AtomicInteger();
  private final AtomicBoolean pulse = new AtomicBoolean(true);
  private volatile long lagMillis;
  private boolean greeted;
  private volatile long next;

  /**
   * @param sight what the person may see: of nothing else it hears
   * @param from what its page shows already; null when it wants only what comes
   * @param wants null: all that the person may see
   * @param next number of the first event to look at
   */
  Listener(
      Ring ring,
      FluxSink<Event<String>> sink,
      Person person,
      Sight sight,
      Position from,
      Wanted wants,
      long next) {
    this.ring = ring;
    this.sink = sink;
    this.person = person;
    this.sight = sight;
    this.from = from;
    this.wants = wants;
    this.next = next;
  }

  Person person() {
    return person;
  }

  /** What the person may see from now on. */
  void sees(Sight now) {
    sight = now;
  }

  /** Events that wait in the ring for its line to take them. */
  long behind() {
    return ring.head() - next;
  }

  /** A pulse to tell it of: the newest counts, those it was too slow for are left out. */
  void beat(long lag) {
    lagMillis = lag;
    pulse.set(true);
    drain();
  }

  void end() {
    sink.complete();
  }

  /** Sends what there is and what the line takes. One thread at a time, any thread. */
  void drain() {
    if (wanted.getAndIncrement() > 0) {
      return;
    }
    int seen = 1;
    do {
      while (!sink.isCancelled() && step()) {
        // until nothing is left or the line is full
      }
      seen = wanted.addAndGet(-seen);
    } while (seen > 0);
  }

  /** Whether to go on. */
  private boolean step() {
    Ring.Found found = ring.at(next);
    if (found instanceof Ring.Found.Gone) {
      // a line that is full cannot be told: it ends, and the next one begins with the reset
      if (sink.requestedFromDownstream() > 0) {
        sink.next(reset());
      }
      sink.complete();
      return false;
    }
    if (sink.requestedFromDownstream() == 0) {
      return false;
    }
    if (found instanceof Ring.Found.Next change) {
      if (pulse.getAndSet(false)) {
        sink.next(pulse(""));
        return true;
      }
      send(change);
      next = next + 1;
      return true;
    }
    if (pulse.getAndSet(false)) {
      sink.next(pulse(((Ring.Found.End) found).id()));
      return true;
    }
    return false;
  }

  private void send(Ring.Found.Next change) {
    LiveEvent event = change.event();
    boolean shown =
        from != null && event.offset() < from.next().getOrDefault(event.partition(), 0L);
    boolean heard = wants == null || wants.isOfType(event);
    if (!shown && heard && sight.sees(event.scope())) {
      String told = event.shown().apply(sight);
      String json = wants == null ? told : wants.json(event, told, System.currentTimeMillis());
      Event<String> message = Event.of(json).name(event.type());
      sink.next(change.id() == null ? message : message.id(change.id()));
    }
  }

  private Event<String> pulse(String id) {
    Event<String> message = Event.of("{\"lagMillis\":" + lagMillis + '}').name("pulse");
    if (!greeted) {
      greeted = true;
      message = message.retry(RETRY);
    }
    return id.isEmpty() ? message : message.id(id);
  }

  static Event<String> reset() {
    return Event.of("{}").name("reset");
  }
}
