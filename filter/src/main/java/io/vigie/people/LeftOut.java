package io.vigie.people;

/**
 * Somebody whom an alert concerns, and who is not told.
 *
 * @param person what they sign in with
 */
public record LeftOut(String person, Why why) {
  /** Why they are not. */
  public enum Why {
    /** Nobody of that name is known. */
    UNKNOWN,
    DISABLED,
    /** No address of theirs is known. */
    NO_ADDRESS,
    /** They want to hear of what is more severe only. */
    SEVERITY,
    /** Not in their hours. */
    NOT_ON_CALL;

    /** Whether they could not be told of anything, ever. */
    boolean unreachable() {
      return this == UNKNOWN || this == DISABLED || this == NO_ADDRESS;
    }
  }
}
