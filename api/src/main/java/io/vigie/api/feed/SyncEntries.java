package io.vigie.api.feed;

import io.vigie.api.sync.SyncRow;
import java.util.LinkedHashMap;
import java.util.Map;

/** Each state of a copy is an entry of its own. */
final class SyncEntries {
  private SyncEntries() {}

  static Feed.Entry of(SyncRow row, Tongue tongue) {
    Map<String, String> in =
        Map.of(
            "rid", row.rid(),
            "service", row.cluster() + '/' + row.service(),
            "target", row.target());
    return new Feed.Entry(
        "urn:vigie:sync:"
            + Tongue.encoded(row.id())
            + ':'
            + row.state().wire()
            + ':'
            + row.since().toEpochMilli(),
        tongue.title(
            tongue.words().say("sync." + row.state().wire()), tongue.words().say("sync", in)),
        tongue.page("syncs/" + Tongue.encoded(row.id())),
        row.since(),
        row.since(),
        row.state().wire(),
        tongue.html("", rows(row, tongue)));
  }

  private static Map<String, String> rows(SyncRow row, Tongue tongue) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put(
        say(tongue, "lastGood"),
        row.lastGood() == null
            ? tongue.words().say("sync.never")
            : tongue.times().moment(row.lastGood()));
    if (row.nextDue() != null) {
      rows.put(say(tongue, "nextDue"), tongue.times().moment(row.nextDue()));
    }
    rows.put(say(tongue, "apps"), row.app());
    rows.put(say(tongue, "source"), row.source());
    rows.put(say(tongue, "site"), row.site());
    return rows;
  }

  private static String say(Tongue tongue, String name) {
    return tongue.words().say("row." + name);
  }
}
