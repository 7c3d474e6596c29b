package io.vigie.contract.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
  private static final String LONGEST = "n".repeat(255);

  @Property
  void everyIdReadsAsItIsWritten(
      @ForAll("names") String cluster,
      @ForAll("names") String service,
      @ForAll("names") String node) {
    assertReads(new InstanceId(cluster, service, node), InstanceId::parse);
    assertReads(new ServiceId(cluster, service), ServiceId::parse);
    assertReads(new NodeId(cluster, node), NodeId::parse);
    assertThat(new ServiceId(cluster, service).on(node).serviceId())
        .isEqualTo(new ServiceId(cluster, service));
    assertThat(new InstanceId(cluster, service, node).nodeId())
        .isEqualTo(new NodeId(cluster, node));
  }

  @Property
  void everyRidReadsAsItIsWritten(@ForAll ResourceGroup group, @ForAll("names") String id) {
    Rid rid = new Rid(group, group == ResourceGroup.OTHER ? "volume#" + id : id);
    assertReads(rid, Rid::read);
    if (group != ResourceGroup.OTHER) {
      assertReads(rid, Rid::parse);
    }
  }

  @Test
  void servicesOfNamespacesAreNames() {
    assertThat(InstanceId.parse("prod/shop.svc.web@n1.example.com").service())
        .isEqualTo("shop.svc.web");
  }

  @Test
  void theLongestNamesFitTheirColumns() {
    assertThat(new InstanceId(LONGEST, LONGEST, LONGEST).toString()).hasSize(767);
    assertThat(Rid.read("g".repeat(40) + '#' + LONGEST).toString()).hasSizeLessThanOrEqualTo(300);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "web@n1",
        "prod/web",
        "prod@n1/web",
        "prod/web@",
        "/web@n1",
        "prod/@n1",
        "a/b/c@n",
        "prod/web@n1@n2",
        "prod/web@-n1",
        "prod/.web@n1",
        "prod/web@n 1",
        "prod/wéb@n1",
        "prod/web@n1\n",
        "prod/web@n1\u0000",
        "prod\\web@n1",
        "prod/web#0@n1"
      })
  void whatIsNoInstanceIdIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> InstanceId.parse(text));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "n1", "prod/", "/n1", "prod/n1/x", "prod/n1@n2", "pröd/n1"})
  void whatIsNoNodeOrServiceIdIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> NodeId.parse(text));
    assertThatIllegalArgumentException().isThrownBy(() -> ServiceId.parse(text));
  }

  @Test
  void aNameOf256CharactersIsRefusedAndQuotedInShort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodeId("prod", LONGEST + "n"))
        .withMessageContaining("node name must be 1 to 255")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "ip", "#0", "ip#", "ip#a b", "ip#0#1", "IP#0", "volume#0", "other#0"})
  void aConfigurationWithARidThatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rid.parse(text));
  }

  @Test
  void aRidOfAGroupToComeIsReadAndKeepsItsText() {
    assertThat(Rid.read("volume#0")).isEqualTo(new Rid(ResourceGroup.OTHER, "volume#0"));
    assertThat(Rid.read("volume#0")).hasToString("volume#0");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "volume", "#0", "volume#", "vol ume#0", "volume#0#1", "-v#0"})
  void aRecordWithARidThatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rid.read(text));
  }

  @Test
  void aKnownGroupCannotHideInTheGroupOther() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Rid(ResourceGroup.OTHER, "ip#0"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Rid(ResourceGroup.OTHER, "0"));
    assertThatIllegalArgumentException().isThrownBy(() -> Rid.read("g".repeat(41) + "#0"));
  }

  @Test
  void instancesOfAServiceSortTogether() {
    assertThat(InstanceId.parse("a/web@n2"))
        .isLessThan(InstanceId.parse("a/web2@n1"))
        .isGreaterThan(InstanceId.parse("a/web@n1"));
  }

  @Provide
  Arbitrary<String> names() {
    String first = "abcxyzABCXYZ0189";
    return Arbitraries.strings()
        .withChars(first + "._-")
        .ofMaxLength(30)
        .flatMap(rest -> Arbitraries.chars().with(first).map(begin -> begin + rest));
  }

  private static <T> void assertReads(T id, Function<String, T> parse) {
    assertThat(parse.apply(id.toString())).isEqualTo(id);
  }
}
