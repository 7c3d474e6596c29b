package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.MailTest;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Cause;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody wants to know whether mail arrives. */
class MailTestTest {
  @TempDir Path dir;
  private Staff staff;

  @BeforeEach
  void open() {
    staff = new Staff(dir);
  }

  @AfterEach
  void close() {
    staff.close();
  }

  @Test
  void thePersonIsToldAtOnceWhateverTheyWantToBeToldOf() {
    staff.says(new MailTest("test-1", "bob", "ann"));

    Notification told = staff.hearOne();

    assertThat(told.cause()).isEqualTo(Cause.TEST);
    assertThat(told.notification()).isEqualTo("test-1");
    assertThat(told.to()).containsExactly(new Recipient("bob", "bob@example.org", "en", "test"));
  }

  @Test
  void whoHasNoAddressIsDisabledOrIsNotThereIsToldNothing() {
    staff.says(new PersonPolicy("ann", "", "", "en", false, null, null));
    staff.says(new PersonPolicy("bob", "", "bob@example.org", "en", true, null, null));

    for (String name : new String[] {"ann", "bob", "nobody"}) {
      staff.says(new MailTest("test-" + name, name, "max"));
    }

    assertThat(staff.hear()).isEmpty();
  }
}
