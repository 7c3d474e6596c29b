package io.vigie.api.list;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.simple.SimpleHttpParameters;
import io.vigie.api.action.ActionTable;
import io.vigie.api.alert.AlertTable;
import io.vigie.api.audit.AuditTable;
import io.vigie.api.instance.InstanceTable;
import io.vigie.api.node.NodeTable;
import io.vigie.api.service.ServiceTable;
import io.vigie.api.sync.SyncTable;
import io.vigie.api.ticket.TicketTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lists there are, and what is asked of them all the time. */
final class Tables {
  static final List<RowTable<?>> ALL =
      List.of(
          InstanceTable.TABLE,
          ServiceTable.TABLE,
          NodeTable.TABLE,
          ActionTable.TABLE,
          AlertTable.TABLE,
          SyncTable.TABLE,
          TicketTable.TABLE,
          AuditTable.TABLE);

  private Tables() {}

  static RowTable<?> of(String resource) {
    return ALL.stream()
        .filter(table -> table.resource().equals(resource))
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param query {@code q=avail=down&sort=-since}, not encoded
   */
  static HttpParameters parameters(String query) {
    Map<CharSequence, List<String>> values = new LinkedHashMap<>();
    for (String part : query.split("&")) {
      int is = part.indexOf('=');
      if (is > 0) {
        values
            .computeIfAbsent(part.substring(0, is), name -> new ArrayList<>())
            .add(part.substring(is + 1));
      }
    }
    return new SimpleHttpParameters(values, ConversionService.SHARED);
  }
}
