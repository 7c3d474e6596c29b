package io.vigie.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
  @Test
  void aPersonWhoSignsInWithAMailAddressIsTheKeyOfTheirActs() {
    AuditEntry entry = entry("Zoé Lefèvre <zoe@example.org>", AuditAct.CHANGE);
    assertThat(entry.key()).isEqualTo("Zoé Lefèvre <zoe@example.org>");
    assertThat(entry.anchor()).isEqualTo(entry.key());
  }

  @Test
  void whatIsTypedAtARefusedSignInChoosesNoKey() {
    AuditEntry entry = entry(" a\u0000\ud800" + "x".repeat(300), AuditAct.SIGN_IN_REFUSED);
    assertThat(entry.key()).isEqualTo("~unknown");
    assertThat(entry.person()).startsWith(" a\uFFFD\uFFFDx").hasSize(255);
    assertThat(entry(null, AuditAct.SIGN_IN_REFUSED).person()).isEmpty();
  }

  @Test
  void anActOfNobodyIsRefused() {
    assertThatThrownBy(() -> entry("", AuditAct.DELETE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("person must have 1 to 255 characters");
  }

  @Test
  void whatIsAbsentDeepInAFieldIsReadBackAsItWasWritten() throws Exception {
    Map<String, Object> field = new HashMap<>();
    field.put("", null);
    field.put("people", Arrays.asList("zoe", null));
    AuditEntry entry =
        new AuditEntry(
            "1",
            Instant.EPOCH,
            "zoe",
            "",
            "",
            AuditAct.CHANGE,
            "app",
            "payroll",
            Map.of("who", field),
            Map.of(),
            AuditOutcome.OK);

    byte[] written = EventCodec.encode(new Envelope<>("1", "collector/api", entry.at(), entry));

    assertThat(((Decoded.Read) EventCodec.decode(written)).envelope().data()).isEqualTo(entry);
    assertThat(entry.before().get("who").toString()).isEqualTo("{people=[zoe, null]}");
  }

  private static AuditEntry entry(String person, AuditAct act) {
    return new AuditEntry(
        "019abc12-3456-7def-8123-4567890000aa",
        Instant.parse("2026-11-24T08:00:00.250Z"),
        person,
        "",
        "192.0.2.17",
        act,
        "app",
        "payroll",
        Map.of(),
        null,
        AuditOutcome.OK);
  }
}
