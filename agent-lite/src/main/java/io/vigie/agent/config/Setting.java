package io.vigie.agent.config;

/**
 * One {@code keyword@scope = value} of a file.
 *
 * @param scope node name, {@code nodes}, {@code drpnodes} or {@code encapnodes}; empty for
 *     everywhere
 */
record Setting(String keyword, String scope, String value, int line) {
  /** As written, for a person; a credential is masked, for problems are logged and published. */
  @Override
  public String toString() {
    String shown = Secrets.names(keyword) ? Secrets.MASK : value;
    return (scope.isEmpty() ? keyword : keyword + '@' + scope) + " = " + shown;
  }
}
