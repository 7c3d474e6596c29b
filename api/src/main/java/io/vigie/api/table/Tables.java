package io.vigie.api.table;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.action.ActionTable;
import io.vigie.api.alert.AlertTable;
import io.vigie.api.app.Apps;
import io.vigie.api.check.CheckTable;
import io.vigie.api.instance.InstanceTable;
import io.vigie.api.list.RowTable;
import io.vigie.api.node.NodeTable;
import io.vigie.api.people.Groups;
import io.vigie.api.people.People;
import io.vigie.api.service.ServiceTable;
import io.vigie.api.sync.SyncTable;
import io.vigie.api.ticket.TicketTable;
import java.util.List;
import java.util.stream.Collectors;

/** The lists there are. */
public final class Tables {
  public static final List<RowTable<?>> ALL =
      List.of(
          InstanceTable.TABLE,
          ServiceTable.TABLE,
          NodeTable.TABLE,
          ActionTable.TABLE,
          AlertTable.TABLE,
          CheckTable.TABLE,
          SyncTable.TABLE,
          TicketTable.TABLE,
          Apps.TABLE,
          People.TABLE,
          Groups.TABLE);

  private Tables() {}

  /**
   * @param list last part of the list's address
   * @throws HttpStatusException 404 naming the lists there are
   */
  public static RowTable<?> of(String list) {
    return ALL.stream()
        .filter(table -> table.resource().equals(list))
        .findFirst()
        .orElseThrow(
            () ->
                new HttpStatusException(
                    HttpStatus.NOT_FOUND,
                    "there is no such list; lists are "
                        + ALL.stream().map(RowTable::resource).collect(Collectors.joining(", "))));
  }
}
