package io.vigie.notify.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that mail can go to: one each, in ASCII, with nothing a header could break on. */
public final class MailAddress {
  private static final int LONGEST = 254;
  private static final Pattern PLAIN =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}"
              + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private MailAddress() {}

  /** Of {@code a@x} or {@code Name <a@x>}; empty when it is none. */
  static Optional<InternetAddress> parse(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    try {
      InternetAddress[] all = InternetAddress.parse(text, true);
      return all.length == 1 && isPlain(all[0].getAddress())
          ? Optional.of(named(all[0]))
          : Optional.empty();
    } catch (AddressException e) {
      return Optional.empty();
    }
  }

  private static InternetAddress named(InternetAddress address) {
    try {
      return new InternetAddress(
          address.getAddress(), address.getPersonal(), StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it is an address and nothing else. */
  public static boolean isPlain(String address) {
    return address.length() <= LONGEST && PLAIN.matcher(address).matches();
  }
}
