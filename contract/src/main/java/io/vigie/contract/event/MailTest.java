package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Somebody wants to know whether mail reaches a person. When is the envelope's time.
 *
 * @param test its id, which the notification has too
 * @param person who gets it
 * @param by who asked
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record MailTest(String test, String person, String by) implements Event {
  /** What its id begins with: so it is known among other notifications. */
  public static final String PREFIX = "test-";

  public MailTest {
    test = Require.id("test", test);
    person = Require.label("person", person);
    by = Require.label("by", by);
  }

  @Override
  public EventType type() {
    return EventType.MAIL_TEST;
  }

  @Override
  public String key() {
    return anchor();
  }

  /** It concerns no application: it is told where those are told that have none. */
  @Override
  public String anchor() {
    return AppPolicy.NONE;
  }
}
