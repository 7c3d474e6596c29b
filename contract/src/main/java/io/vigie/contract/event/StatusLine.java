package io.vigie.contract.event;

/** A line a resource says about its own status. */
public record StatusLine(LogLevel level, String text) {
  public StatusLine {
    level = level == null ? LogLevel.INFO : level;
    text = Require.text(text, 2_000);
  }
}
