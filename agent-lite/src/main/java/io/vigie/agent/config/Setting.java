package io.vigie.agent.config;

/**
 * One {@code keyword@scope = value} of a file.
 *
 * @param keyword in lower case: no generation of these files minds the case
 * @param scope node name, or a set of nodes such as {@code drpnodes}; empty for everywhere
 * @param origin what stands in the file where this was made of it; null where it is that itself
 */
record Setting(String keyword, String scope, String value, int line, Setting origin) {
  Setting(String keyword, String scope, String value, int line) {
    this(keyword, scope, value, line, null);
  }

  /** The same under today's name or with another value, told as it stands in the file. */
  Setting as(String keyword, String scope, String value) {
    return new Setting(keyword, scope, value, line, written());
  }

  Setting with(String value) {
    return new Setting(keyword, scope, value, line, origin);
  }

  /** By its name of today, or by that of before where no more than the name has changed. */
  boolean isCalled(String name) {
    return keyword.equals(name)
        || origin != null && origin.keyword.equals(name) && origin.value.equals(value);
  }

  Setting written() {
    return origin == null ? this : origin;
  }

  /** As written, for a person; a credential is masked, for problems are logged and published. */
  @Override
  public String toString() {
    return written().shown();
  }

  /** As it counts, for a person. */
  String shown() {
    String shown = Secrets.names(keyword) ? Secrets.MASK : Secrets.maskCommands(value);
    return (scope.isEmpty() ? keyword : keyword + '@' + scope) + " = " + shown;
  }
}
