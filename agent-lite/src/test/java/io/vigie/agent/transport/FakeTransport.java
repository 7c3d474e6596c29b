package io.vigie.agent.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A broker in a list: takes what it is told to, answers when asked to. */
public final class FakeTransport implements Transport {
  public final List<Outgoing> taken = new ArrayList<>();
  private final List<Consumer<Outcome>> unanswered = new ArrayList<>();
  private boolean reachable = true;
  private boolean prompt = true;

  public void unreachable() {
    reachable = false;
  }

  public void reachable() {
    reachable = true;
  }

  /** From now on a record is answered by {@link #answer} only. */
  public void slow() {
    prompt = false;
  }

  public void answer(int number, Outcome outcome) {
    unanswered.get(number).accept(outcome);
  }

  @Override
  public boolean send(Outgoing record, Consumer<Outcome> outcome) {
    if (!reachable) {
      return false;
    }
    taken.add(record);
    unanswered.add(outcome);
    if (prompt) {
      outcome.accept(Outcome.ACKNOWLEDGED);
    }
    return true;
  }

  @Override
  public void close() {
    reachable = false;
  }
}
