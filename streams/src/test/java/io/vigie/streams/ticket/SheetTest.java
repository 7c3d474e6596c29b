package io.vigie.streams.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ticket in memory: what fits on it, and what is kept of it. */
class SheetTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void theLongestNamesOfAllFitInARecordAndAreKept() {
    Sheet sheet = new Sheet(new TicketId("€".repeat(255), 1), NOW);
    int lines = 0;
    while (sheet.takes(NOW.toEpochMilli())) {
      AlertId id = AlertId.of(AlertKind.CUSTOM, "a/b", "€".repeat(600) + lines++);
      sheet.add(new Entry(new Ticket.Line(id, 1, Severity.ERROR, "€".repeat(255), NOW, NOW)));
    }
    for (int i = 0; i < 1_000; i++) {
      sheet.tell(List.of(new Recipient("€".repeat(250) + i, "€".repeat(255), "fr", "chain 1")));
    }
    sheet.entries.get(0).notification = "n1";
    for (int i = 0; i < 1_000; i++) {
      String taker = "€".repeat(250) + i;
      if (sheet.names(taker)) {
        sheet.entries.get(i % lines).takenBy(taker);
      }
    }
    sheet.lastAct = "api#7";
    Ticket step = sheet.step(NOW);
    byte[] bytes = EventCodec.encode(new Envelope<>("x", "vigie/streams", NOW, step));

    assertThat(lines).isBetween(100, 300);
    assertThat(sheet.told).hasSizeGreaterThan(100);
    assertThat(bytes.length).isLessThan(Topic.MAX_RECORD_BYTES - 50_000);
    byte[] stored = SheetCodec.encode(sheet, bytes);
    assertThat(stored.length).isLessThan(Topic.MAX_RECORD_BYTES);
    Sheet kept = SheetCodec.decode(stored);
    assertThat(kept.entries.get(0).notification).isEqualTo("n1");
    assertThat(kept.entries.get(0).takers).isEqualTo(sheet.entries.get(0).takers).isNotEmpty();
    assertThat(kept.takers).isEqualTo(sheet.takers);
    assertThat(kept.lastAct).isEqualTo("api#7");
    assertThat(kept.takes(NOW.toEpochMilli())).isFalse();
    assertThat(kept.step(NOW).lines()).isEqualTo(step.lines());
  }

  @Test
  void ofPeopleWithShortNamesNoMoreThanATicketMayName() {
    Sheet sheet = new Sheet(new TicketId("erp", 1), NOW);
    for (int i = 0; i < Ticket.MOST_TOLD + 200; i++) {
      String name = "p%04d".formatted(i);
      sheet.tell(List.of(new Recipient(name, name + "@example.org", "en", "responsible")));
    }

    assertThat(sheet.step(NOW).told()).hasSize(Ticket.MOST_TOLD);
    assertThat(sheet.told).containsKey("p0999").doesNotContainKey("p1000");
  }

  @Test
  void theNoteNamesTheFirstTenOnceEach() {
    Entry entry = new Entry(new Ticket.Line(AlertId.parse("custom:a/b:c"), 1, null, "", NOW, null));
    for (int i = 0; i < 12; i++) {
      assertThat(entry.takenBy("p" + i)).isEqualTo(i < 10);
      assertThat(entry.takenBy("p" + i)).isFalse();
    }
  }

  @Test
  void alertsJoinItForHalfAnHour() {
    Sheet sheet = new Sheet(new TicketId("erp", 1), NOW);
    assertThat(sheet.takes(NOW.plusSeconds(1_799).toEpochMilli())).isTrue();
    assertThat(sheet.takes(NOW.plusSeconds(1_800).toEpochMilli())).isFalse();
  }
}
