package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A person, as an administrator keeps them: whom mails go to. Never a password or a token.
 *
 * @param person what they sign in with
 * @param mail where their mails go; empty when nowhere
 * @param language of their mails, two letters
 * @param disabled signs in no more and gets no mail
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record PersonPolicy(
    String person, String fullName, String mail, String language, boolean disabled)
    implements Event {
  public PersonPolicy {
    Require.label("person", person);
    fullName = Require.text(fullName);
    mail = Require.text(mail);
    language = Require.text(language, 8);
  }

  @Override
  public EventType type() {
    return EventType.PERSON_POLICY;
  }

  @Override
  public String key() {
    return "person/" + person;
  }

  @Override
  public String anchor() {
    return key();
  }
}
