package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.ticket.Channel;

/**
 * Somebody, or a channel, that is told.
 *
 * @param channel by what; mail of people
 * @param person what they sign in with; of others the name of the channel
 * @param mail where their mails go; empty when nowhere is known, and of channels
 * @param language of what they are told, two letters
 * @param why they: {@code responsible}, {@code manager}, {@code chain 1}, {@code channel} …
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Recipient(
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Mail.class) Channel channel,
    String person,
    String mail,
    String language,
    String why) {
  /** No name has it in it. */
  private static final char APART = '\t';

  public Recipient {
    channel = channel == null ? Channel.MAIL : channel;
    Require.label("person", person);
    mail = Require.text(mail);
    language = Require.text(language, 8);
    why = Require.text(why);
  }

  /** A person, by mail. */
  public Recipient(String person, String mail, String language, String why) {
    this(Channel.MAIL, person, mail, language, why);
  }

  /** Equal to what needs not be said. */
  static final class Mail {
    @Override
    public boolean equals(Object channel) {
      return channel == Channel.MAIL;
    }

    @Override
    public int hashCode() {
      return Channel.MAIL.hashCode();
    }
  }

  /** What tells it from all others: a channel may be called as a person is. */
  public String key() {
    return key(channel, person);
  }

  /** {@link #key()} of whoever has that name there. */
  public static String key(Channel channel, String name) {
    return channel == Channel.MAIL ? name : channel.wire() + APART + name;
  }

  /** Whether a key is no person's. */
  public static boolean isChannel(String key) {
    return key.indexOf(APART) >= 0;
  }
}
