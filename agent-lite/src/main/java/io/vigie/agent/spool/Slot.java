package io.vigie.agent.spool;

import io.vigie.contract.wire.Order;

/**
 * Where an entry stands.
 *
 * @param subject what it is the last word of; null for an event
 * @param offset of its frame in the file
 * @param bytes its size in the file, framing included
 * @param held the entry itself when it is not in a file, else null
 */
record Slot(Order order, Kind kind, String subject, long offset, int bytes, Entry held) {

  static Slot inFile(Entry entry, long offset, int bytes) {
    return new Slot(entry.order(), entry.kind(), subjectOf(entry), offset, bytes, null);
  }

  static Slot inMemory(Entry entry) {
    return new Slot(
        entry.order(), entry.kind(), subjectOf(entry), -1, entry.value().length + 100, entry);
  }

  Slot movedTo(long newOffset) {
    return new Slot(order, kind, subject, newOffset, bytes, null);
  }

  private static String subjectOf(Entry entry) {
    return entry.kind().lastWordOnly() ? entry.subject() : null;
  }
}
