package io.vigie.notify.channel;

/** Text as chats take it: what agents and people wrote calls nobody and links nowhere. */
final class Chats {
  /** Keeps an @ from naming anybody and an address from becoming a link, and is not seen. */
  private static final char APART = '\u200b';

  private Chats() {}

  /** What others wrote. */
  static String plain(String text) {
    return escaped(text)
        .replace("@", "@" + APART)
        .replace("://", ":" + APART + "//")
        .replace("](", "]" + APART + "(")
        .replaceAll("(?i)\\b(www|mailto|tel)([.:])", "$1" + APART + "$2");
  }

  /** Slack's own rule, which Mattermost follows; links stay links. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
