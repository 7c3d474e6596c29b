package io.vigie.agent.check;

import io.vigie.agent.FileTrouble;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Load averages per processor: 1 is as much to do as there is to do it with. */
record Load(Path proc, int processors) implements Checks.Source {
  private static final List<String> OVER = List.of("1m", "5m", "15m");

  @Override
  public void read(Found found) {
    try {
      String[] words = Files.readString(proc.resolve("loadavg")).split(" ");
      for (int i = 0; i < OVER.size(); i++) {
        BigDecimal each =
            new BigDecimal(words[i]).divide(BigDecimal.valueOf(processors), MathContext.DECIMAL32);
        found.value("load", OVER.get(i), each, "per CPU");
      }
    } catch (IOException e) {
      found.missed("load", "load: " + FileTrouble.inWords(e));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      found.missed("load", "load: " + proc.resolve("loadavg") + " is not as expected");
    }
  }
}
