package io.vigie.agent.command;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell, two spaces apart; nothing after the last cell. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<Cell>> rows = new ArrayList<>();

  /** A text and how it is shown; the paint takes no width. */
  private record Cell(String text, Paint paint) {}

  Table row(Object... cells) {
    List<Cell> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(
          cell instanceof Painted painted
              ? new Cell(painted.text(), painted.paint())
              : new Cell(String.valueOf(cell), Paint.PLAIN));
    }
    rows.add(row);
    return this;
  }

  record Painted(String text, Paint paint) {}

  List<String> lines(String indent, boolean colour) {
    List<Integer> widths = new ArrayList<>();
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = row.get(i).text().length();
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    return rows.stream().map(row -> line(row, widths, indent, colour)).toList();
  }

  private static String line(List<Cell> row, List<Integer> widths, String indent, boolean colour) {
    int last = row.size() - 1;
    while (last > 0 && row.get(last).text().isEmpty()) {
      last--;
    }
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i <= last; i++) {
      Cell cell = row.get(i);
      line.append(cell.paint().on(cell.text(), colour));
      if (i < last) {
        line.append(" ".repeat(widths.get(i) - cell.text().length())).append(GAP);
      }
    }
    return line.toString();
  }
}
