package io.vigie.standalone.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A template, and what it takes to try it.
 *
 * @param packages of Debian, the first is the one that is named
 * @param script of a shell, which makes the program's configuration in its folder; {@code $IP} and
 *     {@code $DIR} are set
 * @param settings of the service, {@code $IP} and {@code $DIR} filled in
 * @param question of a neighbour, or of this machine where it has no address, in a shell
 * @param answer what it hears when the service works
 * @param resource that is killed
 * @param kill what ends it in a shell; empty: kill -9 of its process
 */
record Trial(
    String template,
    List<String> packages,
    String script,
    Map<String, String> settings,
    String question,
    String answer,
    String resource,
    String kill) {

  /** Whether it has an address that a neighbour can ask; else this machine is asked. */
  boolean networked() {
    return !template.equals("lxc");
  }

  String fill(String text, Path dir, String ip) {
    return text.replace("$IP", ip).replace("$DIR", dir.toString());
  }
}
