package io.vigie.standalone.bench;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.simple.SimpleHttpParameters;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vigie.api.list.Facets;
import io.vigie.api.list.ListAnswer;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Row;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshots;
import io.vigie.api.table.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is asked of the lists all the time, each question many times. Microseconds. */
final class ListQuestions {
  private static final List<String> FILTERED =
      List.of(
          "instances",
          "instances?limit=1",
          "instances?q=avail=down",
          "instances?limit=1&q=avail=down&q=servedElsewhere=false",
          "instances?q=avail=up",
          "instances?q=avail!=up",
          "instances?q=stale=true",
          "instances?q=env=PRD",
          "instances?q=env=PRD&q=avail=down",
          "instances?q=app=app7",
          "instances?q=service=svc77",
          "instances?q=node=n77",
          "instances?q=service=~^svc7",
          "instances?q=groups.fs=down",
          "instances?q=since>2h",
          "services",
          "services?q=avail=down",
          "services?q=env=PRD",
          "services?q=app=app7",
          "services?q=upNodes=n1",
          "services?q=groups.fs=down",
          "nodes",
          "nodes?limit=1&q=state=alive",
          "nodes?q=state=silent",
          "nodes?q=env=PRD",
          "nodes?q=rack=R12",
          "nodes?q=serial=77",
          "nodes?q=address=10.0.0.1",
          "nodes?q=maintenanceEnd<2027-06-01",
          "actions",
          "actions?limit=1&q=status=running",
          "actions?q=status=err",
          "actions?q=status=ok",
          "actions?q=service=svc77",
          "actions?q=service=svc77&q=status=err",
          "actions?q=node=n77",
          "actions?q=app=app7",
          "actions?q=action=start",
          "actions?q=begin>2027-01-20",
          "actions?q=status=err&q=acknowledged=empty",
          "alerts",
          "alerts?q=state=open",
          "alerts?q=state=open&q=heldBy=empty",
          "alerts?q=app=app7",
          "alerts?q=node=n77",
          "alerts?sort=-raised",
          "checks",
          "checks?q=state!=ok",
          "checks?q=kind=fs_u",
          "checks?q=node=n77",
          "checks?q=env=PRD",
          "syncs",
          "syncs?q=state!=ok",
          "syncs?limit=1&q=state=ok",
          "syncs?q=disaster=true",
          "syncs?q=site=site7",
          "syncs?q=service=svc77",
          "syncs?q=app=app7",
          "syncs?q=lastGood>1d",
          "tickets",
          "tickets?q=state!=closed",
          "tickets?q=state=open",
          "tickets?q=state=closed",
          "tickets?q=app=app7",
          "tickets?q=owner=zoe",
          "tickets?q=services=default/svc77");

  private static final List<String> FACETS =
      List.of(
          "instances?field=env&field=avail",
          "instances?field=app&q=avail=down",
          "services?field=env&field=avail",
          "nodes?field=state&field=site",
          "nodes?field=rack&field=team",
          "actions?field=status&field=app",
          "syncs?field=state&field=site",
          "tickets?field=state&field=app",
          "actions?q=status=err&q=service=~^svc7");

  private final Lists lists;
  private final Facets facets;
  private final Connection plain;
  private final int times;

  /**
   * @param plain for the bound: the same rows by their ids, nothing of ours between
   */
  ListQuestions(Lists lists, Snapshots snapshots, Connection plain, int times) {
    this.lists = lists;
    this.facets = new Facets(lists, snapshots);
    this.plain = plain;
    this.times = times;
  }

  Map<String, Object> ask() throws SQLException {
    Map<String, Object> pages = new LinkedHashMap<>();
    long slowest = 0;
    List<String> questions = new ArrayList<>(FILTERED);
    for (RowTable<?> table : Tables.ALL) {
      for (String field : table.fields().sortable()) {
        questions.add(table.resource() + "?sort=" + field);
        questions.add(table.resource() + "?sort=-" + field);
      }
    }
    for (String question : questions) {
      Percentiles found = page(question);
      slowest = Math.max(slowest, found.p99());
      pages.put(question, micros(found));
    }
    Map<String, Object> counted = new LinkedHashMap<>();
    for (String question : FACETS) {
      counted.put(
          question,
          micros(
              measure(
                  () ->
                      facets
                          .read(table(question), parameters(question), Sight.ALL)
                          .facets()
                          .size())));
    }
    Map<String, Object> bound = new LinkedHashMap<>();
    for (RowTable<?> table : Tables.ALL) {
      if (lists.read(table, parameters(""), Sight.ALL).total() > 0) {
        bound.put(table.resource(), micros(byIds(table)));
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("slowestP99Micros", slowest);
    all.put("pages", pages);
    all.put("facets", counted);
    all.put("sameRowsByIds", bound);
    return all;
  }

  private Percentiles page(String question) throws SQLException {
    return measure(
        () -> lists.read(table(question), parameters(question), Sight.ALL).rows().size());
  }

  /** The first page of a list, its ids known: 200 whole rows. */
  private Percentiles byIds(RowTable<?> table) throws SQLException {
    ListAnswer<? extends Row> page = lists.read(table, parameters(""), Sight.ALL);
    List<String> ids = page.rows().stream().map(Row::id).toList();
    String places = String.join(",", Collections.nCopies(ids.size(), "?"));
    try (PreparedStatement query =
        plain.prepareStatement(
            "SELECT * FROM " + table.from() + " WHERE " + table.id() + " IN (" + places + ")")) {
      for (int i = 0; i < ids.size(); i++) {
        query.setString(i + 1, ids.get(i));
      }
      return measure(() -> rows(query));
    }
  }

  private static int rows(PreparedStatement query) throws SQLException {
    int count = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        count += rows.getString(1).isEmpty() ? 0 : 1;
      }
    }
    return count;
  }

  private interface Question {
    int ask() throws SQLException;
  }

  /** The first tenth warms up and does not count. */
  private Percentiles measure(Question question) throws SQLException {
    List<Long> micros = new ArrayList<>();
    for (int i = -Math.max(1, times / 10); i < times; i++) {
      long from = System.nanoTime();
      question.ask();
      if (i >= 0) {
        micros.add((System.nanoTime() - from) / 1_000);
      }
    }
    return Percentiles.of(micros);
  }

  private static Map<String, Object> micros(Percentiles found) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("p50Micros", found.p50());
    map.put("p99Micros", found.p99());
    return map;
  }

  private static RowTable<?> table(String question) {
    return Tables.of(question.replaceFirst("\\?.*", ""));
  }

  private static HttpParameters parameters(String question) {
    String query = question.contains("?") ? question.substring(question.indexOf('?') + 1) : "";
    Map<CharSequence, List<String>> values = new LinkedHashMap<>();
    new QueryStringDecoder(query, false).parameters().forEach(values::put);
    return new SimpleHttpParameters(values, ConversionService.SHARED);
  }
}
