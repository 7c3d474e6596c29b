package io.vigie.agent.spool;

import io.vigie.contract.wire.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which entries still wait, in order; of a state only the last word. Holds places, not values: a
 * long outage must fit a small heap. Not safe for several threads: its spool guards it.
 */
final class Backlog {
  private final TreeMap<Order, Slot> waiting = new TreeMap<>();
  private final TreeMap<Order, Slot> handedOver = new TreeMap<>();
  private final Map<String, Order> lastWord = new HashMap<>();
  private long bytes;

  void add(Slot slot) {
    if (slot.subject() != null) {
      Order older = lastWord.put(slot.subject(), slot.order());
      if (older != null) {
        drop(older);
      }
    }
    waiting.put(slot.order(), slot);
    bytes += slot.bytes();
  }

  /** The next ones in order; they are handed over from now on. */
  List<Slot> take(int max) {
    List<Slot> taken = new ArrayList<>(Math.min(max, waiting.size()));
    while (taken.size() < max && !waiting.isEmpty()) {
      Slot slot = waiting.pollFirstEntry().getValue();
      handedOver.put(slot.order(), slot);
      taken.add(slot);
    }
    return taken;
  }

  void again(Order order) {
    Slot slot = handedOver.remove(order);
    if (slot != null) {
      waiting.put(order, slot);
    }
  }

  void done(Order order) {
    Slot slot = drop(order);
    if (slot != null && slot.subject() != null) {
      lastWord.remove(slot.subject(), order);
    }
  }

  private Slot drop(Order order) {
    Slot slot = handedOver.remove(order);
    if (slot == null) {
      slot = waiting.remove(order);
    }
    if (slot != null) {
      bytes -= slot.bytes();
    }
    return slot;
  }

  void clear() {
    waiting.clear();
    handedOver.clear();
    lastWord.clear();
    bytes = 0;
  }

  /** Forgets all that stands before that place: a note of the past says it is done. */
  void doneBefore(Order order) {
    for (Slot slot : List.copyOf(waiting.headMap(order, false).values())) {
      done(slot.order());
    }
  }

  /** First entry that is not done, or null when all are. */
  Order first() {
    Order first = waiting.isEmpty() ? null : waiting.firstKey();
    Order flying = handedOver.isEmpty() ? null : handedOver.firstKey();
    if (first == null || flying == null) {
      return first == null ? flying : first;
    }
    return first.compareTo(flying) < 0 ? first : flying;
  }

  /** All that is not done, in order. */
  List<Slot> live() {
    TreeMap<Order, Slot> all = new TreeMap<>(waiting);
    all.putAll(handedOver);
    return List.copyOf(all.values());
  }

  /** The entry has moved in the file; it may have been done meanwhile. */
  void moved(Slot slot) {
    handedOver.replace(slot.order(), slot);
    waiting.replace(slot.order(), slot);
  }

  int size() {
    return waiting.size() + handedOver.size();
  }

  long bytes() {
    return bytes;
  }

  /**
   * Gives up waiting entries, the cheapest kind first and the oldest of it, until that many bytes
   * are free. Kinds from {@code limit} on are not touched.
   */
  int shed(Kind limit, long bytesToFree) {
    long goal = Math.max(0, bytes - bytesToFree);
    int shed = 0;
    for (Kind kind : Kind.values()) {
      if (kind.compareTo(limit) >= 0 || bytes <= goal) {
        break;
      }
      for (Slot slot : List.copyOf(waiting.values())) {
        if (slot.kind() == kind && bytes > goal) {
          done(slot.order());
          shed++;
        }
      }
    }
    return shed;
  }
}
