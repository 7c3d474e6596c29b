package io.vigie.agent.spool;

import io.vigie.contract.wire.Order;
import java.util.List;

/**
 * Takes what the agent says, keeps it until the broker has it, gives it back in order. Events are
 * all kept; of a state only the last word is.
 *
 * <p>Safe for use by several threads.
 */
public interface Spool extends AutoCloseable {
  /** Random id of this installation: tells two nodes that speak under one name. */
  String install();

  /** Takes a draft. Never throws for want of room: what cannot be kept is logged and counted. */
  void append(Draft draft);

  /**
   * The next entries in order, at most {@code max}; they count as handed over until {@link #done},
   * {@link #again} or {@link #setAside} is called for each.
   */
  List<Entry> take(int max);

  /** The broker has it. */
  void done(Order order);

  /** It was not taken after all: hand it out again, in its place. */
  void again(Order order);

  /** No broker will ever take it: out of the queue, and kept where a person can look. */
  void setAside(Entry entry, String reason);

  /** Housekeeping: sees what other processes appended, notes what is done, gives back room. */
  void tend();

  Stats stats();

  @Override
  void close();

  /**
   * @param waiting entries the broker does not have, those handed over included
   * @param bytes their size, bytes
   * @param shed entries given up for want of room since the start
   * @param setAside entries no broker would take, since the start
   */
  record Stats(int waiting, long bytes, long shed, long setAside) {}
}
