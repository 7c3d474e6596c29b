package io.vigie.notify.channel;

/** Text as chats take it: what agents and people wrote calls nobody and links nowhere. */
final class Chats {
  /** Keeps an @ from naming anybody, and is not seen. */
  private static final String APART = "@\u200b";

  private Chats() {}

  /** Slack's own rule for {@code & < >}, which Mattermost follows. */
  static String plain(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", APART);
  }
}
