package io.vigie.agent.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What a program writes, by line, as far as the caps allow. */
final class OutputLines {
  static final int MOST_LINES = 500;
  static final int LONGEST_LINE = 4096;

  private final Set<String> secrets;
  private final Consumer<OutputLine> live;
  private final List<OutputLine> lines = new ArrayList<>();
  private final byte[] buffer = new byte[8192];
  private int dropped;

  OutputLines(Set<String> secrets, Consumer<OutputLine> live) {
    this.secrets = secrets;
    this.live = live;
  }

  /** One of the two streams of the program. */
  final class Source {
    private final InputStream stream;
    private final boolean error;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private boolean begun;

    Source(InputStream stream, boolean error) {
      this.stream = stream;
      this.error = error;
    }

    /**
     * Takes what is there. It never waits: a daemon that the program left behind may keep the pipe
     * open for ever.
     */
    void take() throws IOException {
      for (int ready = stream.available(); ready > 0; ready = stream.available()) {
        int read = stream.read(buffer, 0, Math.min(ready, buffer.length));
        for (int i = 0; i < read; i++) {
          take(buffer[i]);
        }
      }
    }

    private void take(byte b) {
      if (b == '\n') {
        end();
        return;
      }
      begun = true;
      if (open.size() < LONGEST_LINE) {
        open.write(b);
      }
    }

    private void end() {
      String text = open.toString(StandardCharsets.UTF_8).stripTrailing();
      boolean cut = open.size() >= LONGEST_LINE;
      open.reset();
      begun = false;
      add(new OutputLine(error, Masked.text(text, secrets) + (cut ? " …" : "")));
    }

    /** Ends a line that has no end of its own. */
    void finish() {
      if (begun) {
        end();
      }
    }
  }

  private void add(OutputLine line) {
    if (lines.size() >= MOST_LINES) {
      dropped++;
      return;
    }
    lines.add(line);
    live.accept(line);
  }

  void add(boolean error, String text) {
    add(new OutputLine(error, text));
  }

  List<OutputLine> lines() {
    return lines;
  }

  int dropped() {
    return dropped;
  }
}
