package io.vigie.api.session;

/** Keeps the people whom a directory knows. */
public interface Register {
  /**
   * Makes the person, or brings them up to date.
   *
   * @param address where they come from
   * @return whether they may sign in: not when they are disabled, have a password of their own, or
   *     their name is somebody else's: of another directory, or of another subject there
   */
  boolean arrive(Newcomer newcomer, String address);
}
