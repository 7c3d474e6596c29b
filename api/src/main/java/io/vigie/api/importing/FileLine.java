package io.vigie.api.importing;

import io.vigie.api.act.Refusal;
import io.vigie.api.cells.Cells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * One line of an imported file.
 *
 * @param number in the file, the header is 1
 */
record FileLine(long number, String id, Cells cells) {
  private static final String ID = "id";
  private static final int MOST = 10_000;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setIgnoreEmptyLines(true)
          .get();

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 400 naming line and rule
   */
  static List<FileLine> read(String text, Kind kind) {
    String csv = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    try (CSVParser parser = CSVParser.parse(csv, FORMAT)) {
      checkHeader(parser.getHeaderNames(), kind);
      List<FileLine> lines = new ArrayList<>();
      for (CSVRecord record : parser) {
        long number = parser.getCurrentLineNumber();
        if (lines.size() == MOST) {
          throw Refusal.wrong("a file has at most " + MOST + " lines; split it");
        }
        if (!record.isConsistent()) {
          throw Refusal.wrong(
              "line "
                  + number
                  + " has "
                  + record.size()
                  + " cells, the header "
                  + parser.getHeaderNames().size());
        }
        lines.add(of(number, record, kind));
      }
      return lines;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw Refusal.wrong("the file is no CSV: " + e.getMessage());
    }
  }

  private static void checkHeader(List<String> header, Kind kind) {
    if (!header.contains(ID)) {
      throw Refusal.wrong(
          "the header line names no column id; columns are id, "
              + String.join(", ", kind.columns()));
    }
    for (String column : header) {
      if (!column.equals(ID)
          && !kind.columns().contains(column)
          && !kind.shown().contains(column)) {
        throw Refusal.wrong(
            "there is no column \""
                + column
                + "\"; columns are id, "
                + String.join(", ", kind.columns()));
      }
    }
  }

  private static FileLine of(long number, CSVRecord record, Kind kind) {
    Map<String, String> cells = new HashMap<>();
    record
        .toMap()
        .forEach(
            (column, cell) -> {
              if (kind.columns().contains(column)) {
                cells.put(column, cell);
              }
            });
    Cells id = new Cells(Map.of(ID, record.get(ID)));
    return new FileLine(number, id.text(ID, ""), new Cells(cells));
  }
}
