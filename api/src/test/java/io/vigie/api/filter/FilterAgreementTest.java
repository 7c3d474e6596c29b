package io.vigie.api.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.api.TestDatabase;
import io.vigie.contract.wire.Json;
import io.vigie.filter.Filter;
import io.vigie.filter.FilterParser;
import io.vigie.filter.Operator;
import io.vigie.filter.RowTest;
import io.vigie.filter.Term;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The database and the test of a row must say the same of every row and every filter. */
class FilterAgreementTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final long DAY = Instant.parse("2026-11-24T00:00:00Z").toEpochMilli();

  private static final Fields FIELDS =
      new Fields(
          List.of(
              Field.text("service", "t.service"),
              Field.text("app", "t.app").orAbsent(),
              Field.text("groups.fs", "JSON_VALUE(t.badges,'$.fs')").orAbsent(),
              Field.word("avail", "t.avail", List.of("up", "stdby up"))
                  .implying(Map.of("up", "t.avail<'v'")),
              Field.flag("stale", "t.stale").orAbsent(),
              Field.number("pid", "t.pid").orAbsent(),
              Field.moment("since", "t.since").orAbsent(),
              Field.span("durationMillis", "(t.since-t.pid)").orAbsent(),
              Field.names("nodes", "t.nodes").orAbsent()));

  private static final String[] ASCII = {
    "", " ", "a", "A", "a ", " a", "ab", "a\\", "a\\b", "%", "a%", "_", "a_b", "a'b", "a\"b", "a-b",
    "?", "(a)", "empty", "a\n", "a\nb", "\t", "7", "null", "[a]", "a$"
  };
  private static final String[] BEYOND = {"é", "É", "e\u0301", "aé", "ß", "ÿ", "\u00a0", "😀", "٣"};
  private static final String[] PATTERNS = {
    "a",
    "^a",
    "a$",
    "^a_b$",
    "a%",
    "a\\-b",
    "!",
    "^",
    "$",
    "é$",
    "^É",
    "\\?",
    "^a$",
    "^$",
    "(?i)A",
    "(?i)É",
    "\\\\",
    "%",
    "_",
    "\\w",
    "\\W",
    "^\\w+$",
    "\\d",
    "\\D",
    "\\s$",
    "^\\S+$",
    "a\\b",
    "\\Bb",
    "\\b$",
    "é",
    "^.$",
    "^..$",
    "a|é",
    "[^a]",
    "[\\W_]",
    "[^\\D]",
    "[[:alpha:]]",
    "[[:^space:]]",
    "[]a]",
    "[a[]",
    "[\\]\\\\]",
    "\\pL",
    "\\PL",
    "a.b",
    "(?s)a.b",
    "(?m)a$",
    "(?m)^b",
    "\\$",
    "\\Qa\\E$",
    "\\x{e9}",
    "a{2,}",
    "a{,2}",
    "a{1}$",
    "{",
    "a{ 1}",
    "[\\x{41}a]b",
    "\\p{Greek}",
    "\"",
    "'",
    "(?P<x>a)b?$",
    "\\v",
    "[[:punct:]]"
  };

  @BeforeContainer
  static void table() {
    TestDatabase.update(
        "CREATE OR REPLACE TABLE filter_agreement (id INT PRIMARY KEY,"
            + "service VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,"
            + "app VARCHAR(255) COLLATE utf8mb4_nopad_bin,"
            + "badges VARCHAR(400) COLLATE utf8mb4_nopad_bin,"
            + "avail VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,"
            + "stale BOOLEAN,pid BIGINT,since BIGINT,"
            + "nodes MEDIUMTEXT COLLATE utf8mb4_nopad_bin)");
  }

  @AfterContainer
  static void noTable() {
    TestDatabase.update("DROP TABLE filter_agreement");
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void sqlAndTestSayTheSame(
      @ForAll("rows") List<Map<String, Object>> rows, @ForAll("filters") List<Filter> filters)
      throws Exception {
    List<Sql> conditions = new ArrayList<>();
    List<RowTest> tests = new ArrayList<>();
    for (Filter filter : filters) {
      List<Filter> read = FilterParser.parse(List.of(filter.text()));
      assertThat(read.get(0).text()).isEqualTo(filter.text());
      conditions.add(Condition.of(read, FIELDS, NOW));
      tests.add(RowTest.of(read, FIELDS));
    }

    List<List<Boolean>> held = database(rows, conditions);

    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < filters.size(); i++) {
        assertThat(tests.get(i).holds(rows.get(row)::get, NOW.toEpochMilli()))
            .as("%s of %s", filters.get(i).text(), rows.get(row))
            .isEqualTo(held.get(row).get(i));
      }
    }
  }

  private static List<List<Boolean>> database(List<Map<String, Object>> rows, List<Sql> conditions)
      throws Exception {
    try (Connection connection = TestDatabase.source().getConnection()) {
      connection.prepareStatement("DELETE FROM filter_agreement").executeUpdate();
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO filter_agreement VALUES (?,?,?,?,?,?,?,?,?)")) {
        for (int i = 0; i < rows.size(); i++) {
          bind(insert, columns(i, rows.get(i)));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      // one question for all: whether a row would be found by each
      String asked =
          conditions.stream()
              .map(condition -> "(" + condition.text() + ") IS TRUE")
              .collect(Collectors.joining(","));
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT " + asked + " FROM filter_agreement t ORDER BY t.id")) {
        bind(select, conditions.stream().flatMap(c -> c.args().stream()).toList());
        return read(select, conditions.size());
      }
    }
  }

  private static List<List<Boolean>> read(PreparedStatement select, int columns)
      throws SQLException {
    List<List<Boolean>> held = new ArrayList<>();
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        List<Boolean> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(found.getBoolean(i));
        }
        held.add(row);
      }
    }
    return held;
  }

  private static List<Object> columns(int id, Map<String, Object> row) throws Exception {
    Object fs = row.get("groups.fs");
    Object nodes = row.get("nodes");
    return Arrays.asList(
        id,
        row.get("service"),
        row.get("app"),
        Json.MAPPER.writeValueAsString(fs == null ? Map.of() : Map.of("fs", fs)),
        row.get("avail"),
        row.get("stale"),
        row.get("pid"),
        row.get("since"),
        nodes == null ? null : Json.MAPPER.writeValueAsString(nodes));
  }

  private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> rows() {
    Arbitrary<String> text = text();
    return Combinators.combine(
            Arbitraries.of(ASCII),
            text.injectNull(0.2),
            text.injectNull(0.2),
            Arbitraries.of("up", "stdby up"),
            Arbitraries.of(true, false).injectNull(0.1),
            Arbitraries.longs().between(6, 8).injectNull(0.3),
            Arbitraries.longs().between(DAY - 2, DAY + 2).injectNull(0.3),
            text.list().ofMaxSize(3).injectNull(0.2))
        .as(
            (service, app, fs, avail, stale, pid, since, nodes) -> {
              Map<String, Object> row = new HashMap<>();
              row.put("service", service);
              row.put("app", app);
              row.put("groups.fs", fs);
              row.put("avail", avail);
              row.put("stale", stale);
              row.put("pid", pid);
              row.put("since", since);
              row.put("durationMillis", pid == null || since == null ? null : since - pid);
              row.put("nodes", nodes);
              return row;
            })
        .list()
        .ofSize(30);
  }

  @Provide
  Arbitrary<List<Filter>> filters() {
    return filter(2).list().ofSize(60);
  }

  private static Arbitrary<Filter> filter(int depth) {
    if (depth == 0) {
      return term();
    }
    Arbitrary<Filter> part = filter(depth - 1);
    Arbitrary<List<Filter>> parts = part.list().ofMinSize(2).ofMaxSize(3);
    return Arbitraries.oneOf(
        term(), part.map(Filter.Not::new), parts.map(Filter.And::new), parts.map(Filter.Or::new));
  }

  private static Arbitrary<Filter> term() {
    Arbitrary<String> free = Arbitraries.of("service", "app", "groups.fs");
    return Arbitraries.oneOf(
        terms(free, text(), "=", "!="),
        terms(free, Arbitraries.of(PATTERNS), "=~", "!~"),
        terms(Arbitraries.of("nodes"), text(), "=", "!="),
        terms(Arbitraries.of("avail"), Arbitraries.of("up", "stdby up"), "=", "!="),
        terms(Arbitraries.of("stale"), Arbitraries.of("true", "false"), "=", "!="),
        terms(Arbitraries.of("pid", "since", "durationMillis"), Arbitraries.of(""), "=", "!="),
        terms(
            Arbitraries.of("pid"), Arbitraries.of("6", "7", "-1"), "=", "!=", ">", "<", ">=", "<="),
        terms(
            Arbitraries.of("durationMillis"),
            Arbitraries.of(Long.toString(DAY - 6), "7", "2h"),
            "=",
            "!=",
            ">",
            "<",
            ">=",
            "<="),
        terms(Arbitraries.of("since"), Arbitraries.of("12h", "1d"), ">", "<", ">=", "<="),
        terms(
            Arbitraries.of("since"),
            Arbitraries.of("2026-11-24", "2026-11-23 23:59", "2026-11-24T01:00:00.001+01:00"),
            "=",
            "!=",
            ">",
            "<",
            ">=",
            "<="));
  }

  private static Arbitrary<Filter> terms(
      Arbitrary<String> fields, Arbitrary<String> values, String... signs) {
    return Combinators.combine(fields, Arbitraries.of(signs), values)
        .as((field, sign, value) -> new Term(field, Operator.at(sign, 0), value, "", 0, 0));
  }

  private static Arbitrary<String> text() {
    return Arbitraries.oneOf(Arbitraries.of(ASCII), Arbitraries.of(BEYOND));
  }
}
