package io.vigie.agent.template;

/**
 * A value that a template leaves to whoever uses it.
 *
 * @param otherwise what it is unless said; empty for none
 * @param required whether it must be said
 */
public record Question(String name, String meaning, String otherwise, boolean required) {
  /** For a person: {@code netmask = 24 bits of its network}. */
  public String shown() {
    String now = required ? " (needed)" : otherwise.isEmpty() ? "" : " = " + otherwise;
    return name + now + "  " + meaning;
  }
}
