package io.vigie.api.sync;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.list.Beside;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sort;
import io.vigie.api.node.NodePlace;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.sync.SyncState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Copies of data, worst first. What can be sorted by has an index. */
public final class SyncTable {
  // names of nodes are ASCII, a target may be anything: compared as the node's column is
  private static final Beside TARGET =
      new Beside(
          "d",
          "LEFT JOIN node d ON d.id=CONVERT(CONCAT(c.cluster,'/',c.target) USING ascii)"
              + " COLLATE ascii_nopad_bin");

  private static final Beside SAID =
      new Beside("said", "LEFT JOIN node_edit said ON said.node=d.id");

  public static final RowTable<SyncRow> TABLE =
      new RowTable<>(
          "syncs",
          "sync_copy c",
          List.of(TARGET, SAID),
          SyncRow.COLUMNS,
          "c.id",
          new Fields(
              List.of(
                  Field.text("id", "c.id").unsorted(),
                  Field.text("cluster", "c.cluster").unsorted(),
                  Field.text("service", "c.service"),
                  Field.text("rid", "c.rid").unsorted(),
                  Field.text("target", "c.target").unsorted(),
                  Field.text("source", "c.source").unsorted(),
                  Field.text("app", "c.app").unsorted(),
                  Field.text("env", "c.env").unsorted(),
                  Field.flag("disaster", "c.disaster").unsorted(),
                  Field.text("site", NodePlace.SITE).unsorted(),
                  state(),
                  Field.moment("since", "c.since"),
                  Field.moment("lastGood", "c.last_good").orAbsent().orderedBy("c.good"),
                  Field.number("maxDelaySeconds", "c.max_delay").unsorted(),
                  Field.moment("nextDue", "c.next_due").orAbsent().orderedBy("c.due"),
                  Field.word("status", "c.status", statuses()).unsorted(),
                  Field.text("action", "c.action").unsorted(),
                  Field.moment("begin", "c.begin_at").unsorted(),
                  Field.moment("end", "c.end_at"),
                  Field.text("reason", "c.reason").unsorted(),
                  Field.number("files", "c.files").unsorted(),
                  Field.number("bytes", "c.bytes"),
                  Field.number("bytesPerSecond", "c.speed").unsorted(),
                  Field.text("snapshot", "c.snapshot").unsorted(),
                  Field.number("lagSeconds", "c.lag_seconds").orAbsent().unsorted())),
          List.of(new Sort.Key("c.badness", true, false)),
          List.of(),
          sight -> sight.syncs("c"),
          SyncRow::read);

  private SyncTable() {}

  private static List<String> statuses() {
    return Arrays.stream(ActionStatus.values()).map(ActionStatus::wire).toList();
  }

  // column badness is made of the state: said too, its index answers
  private static Field state() {
    List<String> words = Arrays.stream(SyncState.values()).map(SyncState::wire).toList();
    return Field.word("state", "c.state", words)
        .implying(
            Map.of(
                "never",
                "c.badness=60",
                "late",
                "c.badness=50",
                "failed",
                "c.badness=30",
                "ok",
                "c.badness=0",
                Field.ANY_BUT + "ok",
                "c.badness>0"))
        .unsorted();
  }
}
