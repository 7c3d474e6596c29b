package io.vigie.api.health;

import java.util.List;

/** What a look at the parts finds, as a test wants it. */
public final class Parts {
  private List<Part> now = List.of(Part.working("streams"));

  public List<Part> now() {
    return now;
  }

  public void working() {
    now = List.of(Part.working("streams"), Part.working("recorder"));
  }

  public void broken(String part, String detail) {
    now = List.of(Part.working("broker"), Part.broken(part, detail));
  }
}
