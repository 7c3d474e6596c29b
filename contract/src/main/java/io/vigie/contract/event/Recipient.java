package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Somebody who is told.
 *
 * @param person what they sign in with
 * @param mail where their mails go; empty when nowhere is known
 * @param language of their mails, two letters
 * @param why they: {@code responsible}, {@code manager}, {@code chain 1} …
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Recipient(String person, String mail, String language, String why) {
  public Recipient {
    Require.label("person", person);
    mail = Require.text(mail);
    language = Require.text(language, 8);
    why = Require.text(why);
  }
}
