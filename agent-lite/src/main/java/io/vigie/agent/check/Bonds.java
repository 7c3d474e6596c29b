package io.vigie.agent.check;

import io.vigie.agent.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether each member of a bond carries it (1): one may have a link and be of no use all the same.
 *
 * @param bonds {@code /proc/net/bonding}, not there where there are none
 */
record Bonds(Path bonds) implements Checks.Source {
  private static final String KIND = "eth";
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?m)^Slave Interface: (?<name>\\S+)\\n(?:\\S.*\\n)*?MII Status: (?<state>.+)$");

  @Override
  public void read(Found found) {
    List<Path> all;
    try (Stream<Path> files = Files.list(bonds)) {
      all = files.sorted().toList();
    } catch (NoSuchFileException e) {
      all = List.of();
    } catch (IOException e) {
      found.missed(KIND, "bonds: " + FileTrouble.inWords(e));
      return;
    }
    all.forEach(bond -> read(bond, found));
  }

  private static void read(Path bond, Found found) {
    try {
      Matcher member = MEMBER.matcher(Files.readString(bond));
      while (member.find()) {
        int carries = member.group("state").strip().equals("up") ? 1 : 0;
        found.value(KIND, bond.getFileName() + "." + member.group("name"), carries, "");
      }
    } catch (IOException e) {
      found.missed(KIND, "bond " + bond.getFileName() + ": " + FileTrouble.inWords(e));
    }
  }
}
