package io.vigie.agent.check;

import io.vigie.agent.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many members each array of Linux' software RAID lacks. One that is built anew lacks what is
 * not ready yet; one that is not active lacks all that it knows.
 *
 * @param table {@code /proc/mdstat}, not there where the kernel has no such thing
 */
record Raid(Path table) implements Checks.Source {
  private static final String KIND = "raid";
  private static final Pattern ARRAY =
      Pattern.compile("(?<name>md\\S*) : (?<state>active|inactive)\\b(?<members>.*)");
  private static final Pattern MEMBER = Pattern.compile("\\S+\\[\\d+]\\S*");

  /** {@code [3/2]}: three wanted, two in use. */
  private static final Pattern COUNTS = Pattern.compile("\\[(?<wanted>\\d{1,9})/(?<has>\\d{1,9})]");

  /** What holds the disks of arrays that firmware made; it is never active itself. */
  private static final Pattern CONTAINER = Pattern.compile("\\bsuper external:[^/\\s]");

  @Override
  public void read(Found found) {
    try {
      List<String> lines = Files.readAllLines(table);
      for (int i = 0; i < lines.size(); i++) {
        Matcher array = ARRAY.matcher(lines.get(i));
        if (array.matches()) {
          read(array, i + 1 < lines.size() ? lines.get(i + 1) : "", found);
        }
      }
    } catch (NoSuchFileException e) {
      // no software RAID here
    } catch (IOException e) {
      found.missed(KIND, "arrays: " + FileTrouble.inWords(e));
    }
  }

  private static void read(Matcher array, String next, Found found) {
    if (CONTAINER.matcher(next).find()) {
      return;
    }
    Matcher counts = COUNTS.matcher(next);
    long lacks = 0;
    if (array.group("state").equals("inactive")) {
      lacks = Math.max(1, MEMBER.matcher(array.group("members")).results().count());
    } else if (counts.find()) {
      lacks = Long.parseLong(counts.group("wanted")) - Long.parseLong(counts.group("has"));
    }
    found.value(KIND, array.group("name"), lacks, "");
  }
}
