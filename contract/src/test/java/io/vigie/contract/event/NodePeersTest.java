package io.vigie.contract.event;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.NodePeers.Link;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a node says of its peers, and a cluster of its services. */
class NodePeersTest {
  private static final NodeId N1 = NodeId.parse("prod/n1");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void aLinkIsThereOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodePeers(N1, List.of(link("n2", "lan"), link("n2", "lan"))))
        .withMessage("link n2:lan is there twice");
  }

  @Test
  void aNodeIsNoPeerOfItself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodePeers(N1, List.of(link("n1", "lan"))))
        .withMessage("a node is no peer of itself; got n1:lan");
  }

  @Test
  void aNodeHasTwoHundredLinksAtMost() {
    List<Link> many = IntStream.rangeClosed(0, 200).mapToObj(i -> link("n2", "l" + i)).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodePeers(N1, many))
        .withMessage("number of links must be 0 to 200; got 201");
  }

  @Test
  void aPeerHasTheNameOfANode() {
    assertThatIllegalArgumentException().isThrownBy(() -> link("prod/n2", "lan"));
  }

  @Test
  void nobodyClaimsAnythingOfAnotherClustersService() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ServiceClaim(
                    ServiceId.parse("other/web"), N1, Availability.UP, Availability.UP, NOON))
        .withMessage("by must be a node of the service's cluster other; got prod/n1");
  }

  private static Link link(String peer, String name) {
    return new Link(peer, name, "unicast", true, NOON);
  }
}
