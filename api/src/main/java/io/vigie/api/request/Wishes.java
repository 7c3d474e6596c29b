package io.vigie.api.request;

/** How what somebody wrote is shown back to them. */
final class Wishes {
  private Wishes() {}

  static String shown(String text) {
    return text == null
        ? "none"
        : '"' + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + '"';
  }
}
