package io.vigie.contract.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.alert.AlertKind;
import org.junit.jupiter.api.Test;

class AlertIdTest {
  @Test
  void theAnchorEndsAtTheSecondColonAndTheDetailMayHaveMore() {
    AlertId id = AlertId.parse("action-failed:prod/web:n1/start:again");

    assertThat(id.kind()).isEqualTo(AlertKind.ACTION_FAILED);
    assertThat(id.anchor()).isEqualTo("prod/web");
    assertThat(id.detail()).isEqualTo("n1/start:again");
    assertThat(id).hasToString("action-failed:prod/web:n1/start:again");
  }

  @Test
  void theNameOfAnAppMayHaveColons() {
    AlertId id = AlertId.parse("app-without-responsible:shop: the new one");

    assertThat(id.anchor()).isEqualTo("shop: the new one");
    assertThat(id.detail()).isEmpty();
  }

  @Test
  void aKindOfANewerVersionKeepsItsWord() {
    AlertId id = AlertId.parse("of-a-newer-kind:prod/web:x");

    assertThat(id.kind()).isEqualTo(AlertKind.CUSTOM);
    assertThat(id).hasToString("of-a-newer-kind:prod/web:x");
  }

  @Test
  void whatIsTooLongIsCutAndStaysItself() {
    String service = "c".repeat(255) + '/' + "s".repeat(255);
    AlertId one = AlertId.of(AlertKind.ACTION_FAILED, service, "n".repeat(255) + "/start");
    AlertId other = AlertId.of(AlertKind.ACTION_FAILED, service, "n".repeat(255) + "/stop");

    assertThat(one.toString().length()).isLessThanOrEqualTo(702);
    assertThat(one).isNotEqualTo(other);
    assertThat(AlertId.parse(one.toString())).isEqualTo(one);
  }

  @Test
  void whatIsNoIdIsRefused() {
    for (String text : new String[] {"", ":", "web", ":web", "custom:"}) {
      assertThatThrownBy(() -> AlertId.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("kind:anchor");
    }
  }
}
