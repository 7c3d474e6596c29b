package io.vigie.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vigie.contract.alert.AlertKind;

/**
 * An alert, {@code kind:anchor[:detail]}. The anchor decides its partition: a service, node, app or
 * site, {@code fleet} or {@code collector}; anything finer is the detail.
 *
 * @param word the kind's, kept as it came where this version does not know it
 * @param detail empty for none
 */
public record AlertId(String word, String anchor, String detail) implements Comparable<AlertId> {
  private static final int MOST = 700;

  public AlertId {
    if (word.isEmpty() || anchor.isEmpty()) {
      throw refused(word + ':' + anchor);
    }
    if (word.length() + anchor.length() + detail.length() > MOST) {
      throw new IllegalArgumentException("an alert's id has at most " + MOST + " characters");
    }
  }

  /** A detail that is too long is cut, and told apart from others by a digest of the whole. */
  public static AlertId of(AlertKind kind, Object anchor, String detail) {
    String text = anchor.toString();
    int room = MOST - kind.wire().length() - text.length();
    return new AlertId(kind.wire(), text, detail.length() <= room ? detail : cut(detail, room));
  }

  private static String cut(String detail, int room) {
    String digest = "~" + Integer.toHexString(detail.hashCode());
    int end = room - digest.length();
    return detail.substring(0, Character.isHighSurrogate(detail.charAt(end - 1)) ? end - 1 : end)
        + digest;
  }

  /**
   * @throws IllegalArgumentException when the text is no alert's id
   */
  @JsonCreator
  public static AlertId parse(String text) {
    int first = text.indexOf(':');
    if (first < 1) {
      throw refused(text);
    }
    String word = text.substring(0, first);
    String rest = text.substring(first + 1);
    // names of apps and sites may have colons, those of services and nodes have none
    int second = AlertKind.parse(word).scope().hasDetail() ? rest.indexOf(':') : -1;
    return second < 0
        ? new AlertId(word, rest, "")
        : new AlertId(word, rest.substring(0, second), rest.substring(second + 1));
  }

  public AlertKind kind() {
    return AlertKind.parse(word);
  }

  @Override
  public int compareTo(AlertId other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return detail.isEmpty() ? word + ':' + anchor : word + ':' + anchor + ':' + detail;
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "an alert's id is kind:anchor or kind:anchor:detail; got \""
            + (text.length() <= 80 ? text : text.substring(0, 80) + "…")
            + '"');
  }
}
