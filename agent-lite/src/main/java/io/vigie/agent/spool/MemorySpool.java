package io.vigie.agent.spool;

import io.vigie.contract.wire.Order;
import java.util.List;

/** A spool that forgets with its process: for fleets and tests, never for a node. */
public final class MemorySpool implements Spool {
  private final Backlog backlog = new Backlog();
  private final String install;
  private final long epoch;
  private long seq;
  private long setAside;

  /**
   * @param epoch seconds since 1970 at the start, as a disk spool would choose it
   */
  public MemorySpool(String install, long epoch) {
    this.install = install;
    this.epoch = epoch;
  }

  @Override
  public String install() {
    return install;
  }

  @Override
  public synchronized void append(Draft draft) {
    backlog.add(Slot.inMemory(draft.at(new Order(epoch, ++seq))));
  }

  @Override
  public synchronized List<Entry> take(int max) {
    return backlog.take(max).stream().map(Slot::held).toList();
  }

  @Override
  public synchronized void done(Order order) {
    backlog.done(order);
  }

  @Override
  public synchronized void again(Order order) {
    backlog.again(order);
  }

  @Override
  public synchronized void setAside(Entry entry, String reason) {
    setAside++;
    backlog.done(entry.order());
  }

  @Override
  public void tend() {
    // nothing to write, nobody else to listen to
  }

  @Override
  public synchronized Stats stats() {
    return new Stats(backlog.size(), backlog.bytes(), 0, setAside);
  }

  @Override
  public void close() {
    // memory goes with the object
  }
}
