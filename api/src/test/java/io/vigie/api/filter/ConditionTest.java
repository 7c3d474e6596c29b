package io.vigie.api.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.filter.FilterParser;
import io.vigie.filter.QueryException;
import io.vigie.filter.RowTest;
import io.vigie.filter.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Fields FIELDS =
      new Fields(
          List.of(
              Field.text("app", "t.app"),
              Field.text("team", "t.team").orAbsent(),
              Field.word("avail", "t.avail", List.of("up", "down"))
                  .implying(Map.of("down", "t.badness=60")),
              Field.flag("stale", "t.stale"),
              Field.number("pid", "t.pid"),
              Field.moment("since", "t.since"),
              Field.span("durationMillis", "(t.b-t.a)"),
              Field.names("nodes", "t.nodes")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          app=a                          | t.app = ?                            | [a]
          app!=a                         | (t.app = ?) IS NOT TRUE             | [a]
          app=empty                      | t.app = ?                            | []
          app=~^a.                       | t.app REGEXP ?                       | [^a.]
          app!~^a.                       | (t.app REGEXP ?) IS NOT TRUE        | [^a.]
          app=~^a_                       | t.app LIKE ? ESCAPE '!'              | [a!_%]
          app=~a%$                       | t.app LIKE ? ESCAPE '!'              | [%a!%]
          app!~a                         | (t.app LIKE ? ESCAPE '!') IS NOT TRUE | [%a%]
          team=a                         | t.team = ?                           | [a]
          team!=a                        | (t.team = ?) IS NOT TRUE            | [a]
          team=empty                     | COALESCE(t.team,'') = ?              | []
          avail=down                     | t.badness=60 AND t.avail = ?         | [down]
          avail!=down                    | (t.badness=60 AND t.avail = ?) IS NOT TRUE | [down]
          stale=true                     | t.stale = ?                          | [1]
          stale!=true                    | (t.stale = ?) IS NOT TRUE           | [1]
          pid>7                          | t.pid > ?                            | [7]
          pid!=7                         | (t.pid = ?) IS NOT TRUE             | [7]
          since=empty                    | t.since IS NULL                      |
          since!=empty                   | (t.since IS NULL) IS NOT TRUE       |
          since>2h                       | t.since < ?                          | [1795514400000]
          since<=1d12h                   | t.since >= ?                         | [1795392000000]
          since>2026-11-24               | t.since > ?                          | [1795478400000]
          since<"2026-11-24 01:00"       | t.since < ?                          | [1795482000000]
          since>=2026-11-24T01:00:00+01:00 | t.since >= ?                       | [1795478400000]
          since=2026-11-24               | t.since >= ? AND t.since < ?         | [1795478400000, 1795564800000]
          since!="2026-11-24 00:00"      | (t.since >= ? AND t.since < ?) IS NOT TRUE | [1795478400000, 1795478460000]
          durationMillis>1m30s           | (t.b-t.a) > ?                        | [90000]
          durationMillis<500             | (t.b-t.a) < ?                        | [500]
          nodes=n1                       | JSON_CONTAINS(t.nodes,JSON_QUOTE(?)) | [n1]
          nodes!=n1                      | (JSON_CONTAINS(t.nodes,JSON_QUOTE(?))) IS NOT TRUE | [n1]
          nodes=empty                    | t.nodes = ?                          | [[]]
          app=~\\d$                      | t.app REGEXP ?                       | [[\\x{30}-\\x{39}]\\z]
          app=a pid>7                    | t.app = ? AND t.pid > ?              | [a, 7]
          app=a (pid>7 or pid<2)         | t.app = ? AND (t.pid > ? OR t.pid < ?) | [a, 7, 2]
          app=a or app=b pid>7           | (t.app = ? OR t.app = ? AND t.pid > ?) | [a, b, 7]
          not (app=a or pid>7)           | ((t.app = ? OR t.pid > ?)) IS NOT TRUE | [a, 7]
          """)
  void aFilterIsOneConditionWithItsValuesBound(String text, String sql, String args) {
    Sql condition = sql(text);

    assertThat(condition.text()).isEqualTo(sql);
    assertThat(condition.args().toString()).isEqualTo(args == null ? "[]" : args);
    assertThat(condition.text().chars().filter(c -> c == '?').count())
        .isEqualTo(condition.args().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          aap=a             | 1 | there is no field aap; fields are app, avail, durationMillis, nodes, pid, since, stale, team
          App=a             | 1 | there is no field App, it is written app; fields are
          app>a             | 1 | app is text and takes = != =~ !~; got >
          app=~"a("         | 6 | not a pattern of RE2: missing closing )
          app=~(?=a)        | 6 | stands in double quotes
          app=~"(?=a)"      | 6 | not a pattern of RE2: invalid or unsupported Perl syntax
          app=~"a{1001}"    | 6 | not a pattern of RE2: invalid repeat count
          app=~""           | 6 | =~ needs a pattern
          avail=UPP         | 7 | avail is one of up, down; got "UPP"
          stale=yes         | 7 | stale is one of true, false; got "yes"
          stale>true        | 1 | stale is true or false and takes = !=; got >
          pid=~7            | 1 | pid is a number and takes = != > < >= <=; got =~
          pid=seven         | 5 | pid is compared with a whole number; got "seven"
          pid=99999999999999999999 | 5 | pid is compared with a whole number
          since=2h          | 1 | since compares ages with > < >= <=; got =
          since>2026-13-01  | 7 | since is compared with a duration such as 2h
          since>2026-02-30  | 7 | since is compared with a duration such as 2h
          since>soon        | 7 | got "soon"
          since=~2026       | 1 | since is a moment and takes = != > < >= <=; got =~
          pid>7 aap=a       | 7 | there is no field aap
          not (pid>7 or avail=UPP) | 21 | avail is one of up, down; got "UPP"
          nodes>n1          | 1 | nodes is a list of names and takes = !=; got >
          """)
  void whatAFieldDoesNotTakeNamesCharacterValueAndRule(String text, int character, String rule) {
    assertThatThrownBy(() -> sql(text))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("filter " + text + ", character " + character + ": ")
        .hasMessageContaining(rule);
  }

  @Test
  void agesAreCountedFromTheMomentOfTheTest() {
    RowTest old = RowTest.of(FilterParser.parse(List.of("since>2h")), FIELDS);
    Values row = Map.<String, Object>of("since", NOW.toEpochMilli())::get;

    assertThat(old.holds(row, NOW.toEpochMilli() + 7_200_000)).isFalse();
    assertThat(old.holds(row, NOW.toEpochMilli() + 7_200_001)).isTrue();
  }

  private static Sql sql(String text) {
    return Condition.of(FilterParser.parse(List.of(text)), FIELDS, NOW);
  }
}
