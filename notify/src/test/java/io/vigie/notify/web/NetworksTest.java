package io.vigie.notify.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "fe80::1",
        "fec0::1",
        "fd00:ec2::254",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
      })
  void whatIsInsideIsNotCalled(String address) throws Exception {
    assertThat(Networks.WORLD.allow(address(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
  void theWorldIs(String address) throws Exception {
    assertThat(Networks.WORLD.allow(address(address))).isTrue();
  }

  @Test
  void ofWhatIsInsideOnlyWhatIsAllowed() throws Exception {
    Networks networks = Networks.parse("10.1.0.0/17, 192.168.7.12,fd00:7::/32");
    assertThat(networks.allow(address("10.1.127.255"))).isTrue();
    assertThat(networks.allow(address("10.1.128.0"))).isFalse();
    assertThat(networks.allow(address("192.168.7.12"))).isTrue();
    assertThat(networks.allow(address("192.168.7.13"))).isFalse();
    assertThat(networks.allow(address("fd00:7::1"))).isTrue();
    assertThat(networks.allow(address("fd00:8::1"))).isFalse();
    assertThat(networks.allow(address("1.1.1.1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0/8", "localhost/8", "fd00::/129", "/8", "10.0.0.0/x"})
  void whatIsNoNetworkIsRefusedByName(String text) {
    assertThatThrownBy(() -> Networks.parse("127.0.0.0/8," + text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("like 10.0.0.0/8 or fd00::/8; got \"" + text + '"');
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }
}
