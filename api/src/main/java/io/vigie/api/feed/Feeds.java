package io.vigie.api.feed;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.action.ActionTable;
import io.vigie.api.alert.AlertTable;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Row;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sort;
import io.vigie.api.sync.SyncTable;
import io.vigie.api.ticket.TicketTable;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The lists that can be read as feeds. */
final class Feeds {
  /** What a feed holds: whoever reads it more seldom than so many things happen misses some. */
  static final int MOST = 100;

  private static final List<Kind<?>> ALL =
      List.of(
          new Kind<>(AlertTable.TABLE, "a.newest", AlertEntries::of),
          new Kind<>(ActionTable.TABLE, "a.newest", ActionEntries::of),
          new Kind<>(TicketTable.TABLE, "t.newest", TicketEntries::of),
          new Kind<>(SyncTable.TABLE, "c.since", SyncEntries::of));

  private Feeds() {}

  /**
   * @param newest column with the moment of the last news of a row; it has an index
   * @param entry makes one of a row
   */
  record Kind<R extends Row>(
      RowTable<R> table, String newest, BiFunction<R, Tongue, Feed.Entry> entry) {
    List<Feed.Entry> read(
        Lists lists, HttpParameters parameters, List<String> beside, Sight sight, Tongue tongue) {
      Sort.Key by = new Sort.Key(newest, true, false);
      return lists.first(table, by, MOST, parameters, beside, sight).stream()
          .map(row -> entry.apply(row, tongue))
          .toList();
    }
  }

  /**
   * @param list last part of the list's address
   * @throws HttpStatusException 404 naming the lists there are
   */
  static Kind<?> of(String list) {
    return ALL.stream()
        .filter(kind -> kind.table().resource().equals(list))
        .findFirst()
        .orElseThrow(
            () ->
                new HttpStatusException(
                    HttpStatus.NOT_FOUND,
                    "there is no such feed; feeds are "
                        + ALL.stream()
                            .map(kind -> kind.table().resource())
                            .collect(Collectors.joining(", "))));
  }
}
