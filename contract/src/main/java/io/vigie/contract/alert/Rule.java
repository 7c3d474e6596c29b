package io.vigie.contract.alert;

/**
 * When a kind of alert is raised, and how severe it is.
 *
 * @param enabled false raises none, and resolves those that are open
 * @param holdSeconds what raises it must last this long
 * @param escalateSeconds after which its severity is one higher; 0 for never
 * @param production severity for what is in production
 * @param other severity for everything else
 */
public record Rule(
    boolean enabled, long holdSeconds, long escalateSeconds, Severity production, Severity other) {

  public Severity severity(boolean inProduction) {
    return inProduction ? production : other;
  }
}
