package io.vigie.api.session;

import java.util.Arrays;
import java.util.List;

/** What a person may do; each role may also do what those before it may. Where: on their apps. */
public enum Role {
  /** Sees. */
  VIEWER(Person.VIEWER),
  /** Acts on the services of their apps. */
  OPERATOR(Person.OPERATOR),
  /** Says who answers for their apps, and what belongs to them. */
  APP_MANAGER(Person.APP_MANAGER),
  /** Sees and does everything, everywhere. */
  ADMINISTRATOR(Person.ADMINISTRATOR);

  public static final List<String> WORDS = Arrays.stream(values()).map(Role::wire).toList();

  private final String wire;

  Role(String wire) {
    this.wire = wire;
  }

  /** A word that is none reads as the least. */
  public static Role parse(String text) {
    return Arrays.stream(values())
        .filter(role -> role.wire.equals(text))
        .findFirst()
        .orElse(VIEWER);
  }

  public String wire() {
    return wire;
  }

  /** Words of this role and of those it includes. */
  List<String> including() {
    return WORDS.subList(0, ordinal() + 1);
  }
}
