package io.vigie.ingest.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The days of one partition while its chain is followed, held against table audit_day. */
final class Days {
  private final int part;
  private final TreeMap<LocalDate, Head> heads = new TreeMap<>();
  private final Consumer<Verdict> each;
  private LocalDate day;
  private long entriesOfDay;
  private String head = "";
  private String wrong;
  private long count;
  private long entries;
  private long bad;

  /** A row of audit_day. */
  record Head(LocalDate day, long entries, String head) {}

  Days(int part, List<Head> stored, Consumer<Verdict> each) {
    this.part = part;
    this.each = each;
    stored.forEach(stand -> heads.put(stand.day(), stand));
  }

  /**
   * @param found what is wrong with the entry, or null
   */
  void add(LocalDate of, String hash, String found) {
    if (!of.equals(day)) {
      endDay();
      cutOut(heads.headMap(of));
      day = of;
    }
    entriesOfDay++;
    head = hash;
    note(found);
  }

  /** The first thing that is wrong with a day is told. */
  void note(String found) {
    wrong = wrong == null ? found : wrong;
  }

  void close() {
    if (day == null && wrong != null && heads.isEmpty()) {
      tell(null, 0, "", wrong);
    }
    endDay();
    cutOut(heads);
  }

  private void endDay() {
    if (day == null) {
      return;
    }
    Head stored = heads.remove(day);
    if (stored == null) {
      note("table audit_day has no row of this day");
    } else if (stored.entries() != entriesOfDay) {
      note(
          "entries cut out or inserted: %d are there, table audit_day says %d"
              .formatted(entriesOfDay, stored.entries()));
    } else if (!stored.head().equals(head)) {
      note("table audit_day has another head, " + stored.head());
    }
    tell(day, entriesOfDay, head, wrong);
    entriesOfDay = 0;
    wrong = null;
    day = null;
  }

  private void cutOut(Map<LocalDate, Head> gone) {
    gone.values()
        .forEach(
            stored ->
                tell(
                    stored.day(),
                    0,
                    "",
                    "the whole day is cut out: table audit_day says %d entries"
                        .formatted(stored.entries())));
    gone.clear();
  }

  private void tell(LocalDate of, long number, String hash, String what) {
    count++;
    entries += number;
    bad += what == null ? 0 : 1;
    each.accept(new Verdict(part, of, number, hash, Optional.ofNullable(what)));
  }

  long count() {
    return count;
  }

  long entries() {
    return entries;
  }

  long bad() {
    return bad;
  }
}
