package io.vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.sse.Event;
import io.vigie.api.list.Scope;
import io.vigie.api.list.Sight;
import io.vigie.api.session.Person;
import io.vigie.api.session.Role;
import io.vigie.api.session.TokenScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

class ListenerTest {
  private static final TopicPartition PARTITION = new TopicPartition("vigie.action.v1", 0);

  private final Ring ring = new Ring(3, 1_000_000);
  private final Line line = new Line();
  private Listener listener;

  /** A line that takes as many events as the test says. */
  private static final class Line extends BaseSubscriber<Event<String>> {
    private final List<String> got = new ArrayList<>();
    private boolean ended;

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      // nothing yet: the line is full
    }

    @Override
    protected void hookOnNext(Event<String> event) {
      got.add(event.getName() + ' ' + event.getData());
    }

    @Override
    protected void hookOnComplete() {
      ended = true;
    }
  }

  private void listen() {
    ring.begin(Map.of(PARTITION, 0L));
    Flux.<Event<String>>create(
            sink -> {
              listener =
                  new Listener(
                      ring,
                      sink,
                      new Person("admin", Role.VIEWER, "", TokenScope.ACT),
                      Sight.ALL,
                      null,
                      null,
                      ring.head());
              sink.onRequest(asked -> listener.drain());
            })
        .subscribe(line);
  }

  @Test
  void aLineThatIsFullGetsNothingUntilItTakesMore() {
    listen();
    change(0);
    change(1);
    assertThat(line.got).isEmpty();

    line.request(2);
    assertThat(line.got).containsExactly("pulse {\"lagMillis\":0}", "action 0");

    line.request(1);
    assertThat(line.got).hasSize(3).endsWith("action 1");
  }

  @Test
  void pulsesDoNotQueueUpInFrontOfASlowLine() {
    listen();
    listener.beat(1);
    listener.beat(2);
    listener.beat(3);

    line.request(10);

    assertThat(line.got).containsExactly("pulse {\"lagMillis\":3}");
  }

  @Test
  void aLineThatIsTooSlowIsToldToReadAgainAndEnds() {
    listen();
    line.request(1);
    for (int offset = 0; offset < 4; offset++) {
      change(offset);
    }
    assertThat(line.ended).as("full: it cannot be told").isTrue();

    assertThat(line.got).containsExactly("pulse {\"lagMillis\":0}");
  }

  @Test
  void aLineThatTakesMoreAfterItMissedSomethingIsTold() {
    listen();
    line.request(10);
    ring.begin(Map.of(PARTITION, 9L));
    listener.drain();

    assertThat(line.got).endsWith("reset {}");
    assertThat(line.ended).isTrue();
  }

  private void change(int offset) {
    ring.append(
        List.of(new LiveEvent(PARTITION, offset, "action", Integer.toString(offset), Scope.NONE)),
        Map.of(PARTITION, offset + 1L));
    listener.drain();
  }
}
