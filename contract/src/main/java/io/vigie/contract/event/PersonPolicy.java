package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.Severity;

/**
 * A person, as an administrator keeps them: whom mails go to. Never a password or a token.
 *
 * @param person what they sign in with
 * @param mail where their mails go; empty when nowhere
 * @param language of their mails, two letters
 * @param disabled signs in no more and gets no mail
 * @param least severity they are told of; null for all
 * @param onCall when they are told
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record PersonPolicy(
    String person,
    String fullName,
    String mail,
    String language,
    boolean disabled,
    Severity least,
    OnCall onCall)
    implements Event {
  public PersonPolicy {
    Require.label("person", person);
    fullName = Require.text(fullName);
    mail = Require.text(mail);
    language = Require.text(language, 8);
    onCall = onCall == null ? OnCall.ALWAYS : onCall;
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
