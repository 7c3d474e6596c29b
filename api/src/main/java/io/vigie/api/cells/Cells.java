package io.vigie.api.cells;

import io.vigie.api.act.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cells of one line, by the names of their columns. One whose column is not in the file stays
 * as it is.
 */
public record Cells(Map<String, String> byColumn) {
  public Optional<String> text(String column) {
    return Optional.ofNullable(byColumn.get(column)).map(Cells::asTyped);
  }

  public String text(String column, String otherwise) {
    return text(column).orElse(otherwise);
  }

  public boolean flag(String column, boolean otherwise) {
    return text(column)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw Refusal.wrong(column + " must be true or false; got \"" + text + '"');
                })
        .orElse(otherwise);
  }

  public Optional<List<String>> names(String column) {
    return text(column)
        .map(
            text ->
                Stream.of(text.split(";")).map(String::strip).filter(n -> !n.isEmpty()).toList());
  }

  // a downloaded file has an apostrophe before what a spreadsheet would take for a formula
  private static String asTyped(String cell) {
    boolean guarded =
        cell.length() > 1 && cell.charAt(0) == '\'' && "=+-@".indexOf(cell.charAt(1)) >= 0;
    return (guarded ? cell.substring(1) : cell).strip();
  }
}
