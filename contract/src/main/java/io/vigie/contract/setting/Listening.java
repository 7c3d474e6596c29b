package io.vigie.contract.setting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/**
 * No listener off the loopback address without TLS, and none with a certificate that cannot be
 * used: the rules of every door, once.
 */
public final class Listening {
  private Listening() {}

  /**
   * @param option that gave the address, as {@code --listen}
   * @param certOption that gives the PEM certificate chain, null when it was not given
   * @param keyOption that gives its PEM key, null when it was not given
   * @throws IllegalArgumentException naming the options and what is missing or wrong
   */
  public static void check(
      String option, String address, String certOption, Path cert, String keyOption, Path key) {
    if ((cert == null) != (key == null)) {
      throw new IllegalArgumentException(certOption + " and " + keyOption + " go together");
    }
    if (cert == null && !isLoopback(option, address)) {
      throw new IllegalArgumentException(
          "%s %s is not the loopback address: it needs %s FILE and %s FILE"
              .formatted(option, address, certOption, keyOption));
    }
    if (cert != null) {
      TlsFiles.check(certOption, cert, keyOption, key);
    }
  }

  /** Whether a host is this machine itself; one that nobody knows is not. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isLoopback(String option, String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          option + ' ' + address + " is not an address of this machine", e);
    }
  }
}
