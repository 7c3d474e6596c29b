package io.vigie.notify.tracker;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.id.TicketId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What trackers call the tickets that were told of lately: some find one by a search only a while
 * after it was opened. Used by several threads.
 */
final class Numbers {
  private static final int MOST = 10_000;

  private final Map<String, External> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, External> eldest) {
          return size() > MOST;
        }
      };

  /** Null when it is not known. */
  synchronized External of(Errand errand) {
    return known.get(key(errand.channel(), errand.ticket()));
  }

  synchronized void put(Errand errand, External there) {
    known.put(key(errand.channel(), errand.ticket()), there);
  }

  /** What another process was told of it. */
  synchronized void remember(Delivery told) {
    if (!told.external().isEmpty()) {
      External there = new External("", told.external(), told.link(), false);
      told.tickets().forEach(ticket -> known.put(key(told.to(), ticket), there));
    }
  }

  private static String key(String channel, TicketId ticket) {
    return channel + '\n' + ticket;
  }
}
