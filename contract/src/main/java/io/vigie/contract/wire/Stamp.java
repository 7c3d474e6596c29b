package io.vigie.contract.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The record headers of an agent's record, as decimal text: {@code epoch}, {@code seq}, {@code
 * sent} (epoch milliseconds), {@code install} and, when the node has a key, {@code mac}.
 *
 * @param sent when the agent handed the record over, by its own clock
 * @param install random id of the agent's installation: tells a cloned node; empty when unknown
 */
public record Stamp(Order order, Instant sent, String install) {
  public static final String EPOCH = "epoch";
  public static final String SEQ = "seq";
  public static final String SENT = "sent";
  public static final String INSTALL = "install";
  public static final String MAC = "mac";

  private static final Pattern INSTALL_ID = Pattern.compile("[A-Za-z0-9._-]{0,100}");

  public void writeTo(Headers headers) {
    put(headers, EPOCH, Long.toString(order.epoch()));
    put(headers, SEQ, Long.toString(order.seq()));
    put(headers, SENT, Long.toString(sent.toEpochMilli()));
    if (!install.isEmpty()) {
      put(headers, INSTALL, install);
    }
  }

  /**
   * @throws IllegalArgumentException naming the header that is missing or not a number
   */
  public static Stamp read(Headers headers) {
    long epoch = number(headers, EPOCH);
    long seq = number(headers, SEQ);
    return new Stamp(new Order(epoch, seq), sent(headers), install(headers));
  }

  private static Instant sent(Headers headers) {
    Instant sent = Instant.ofEpochMilli(number(headers, SENT));
    if (!Moments.plausible(sent)) {
      throw new IllegalArgumentException("header " + SENT + " must be before the year 10000");
    }
    return sent;
  }

  private static String install(Headers headers) {
    Header header = headers.lastHeader(INSTALL);
    if (header == null || header.value() == null) {
      return "";
    }
    if (!INSTALL_ID.matcher(text(header)).matches()) {
      throw new IllegalArgumentException(
          "header " + INSTALL + " must be up to 100 of A-Z a-z 0-9 . _ -");
    }
    return text(header);
  }

  private static long number(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      throw new IllegalArgumentException("header " + name + " is missing");
    }
    byte[] digits = header.value();
    if (digits.length == 0 || digits.length > 18) {
      throw new IllegalArgumentException("header " + name + " must be 1 to 18 digits");
    }
    long value = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        throw new IllegalArgumentException(
            "header " + name + " must be a decimal number; got \"" + text(header) + '"');
      }
      value = value * 10 + digit - '0';
    }
    return value;
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
