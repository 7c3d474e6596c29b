package io.vigie.agent.config;

/**
 * One {@code keyword@scope = value} of a file.
 *
 * @param scope node name, {@code nodes}, {@code drpnodes} or {@code encapnodes}; empty for
 *     everywhere
 */
record Setting(String keyword, String scope, String value, int line) {
  @Override
  public String toString() {
    return (scope.isEmpty() ? keyword : keyword + '@' + scope) + " = " + value;
  }
}
