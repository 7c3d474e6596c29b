package io.vigie.agent.config;

/**
 * Something wrong in a file, for the person who wrote it.
 *
 * @param fatal the keyword or the file cannot be used; otherwise it is only worth a word
 * @param line from 1; 0 for the file as a whole
 * @param setting {@code keyword = value} as written; empty for the file as a whole
 * @param rule what would be right
 */
public record Problem(boolean fatal, String file, int line, String setting, String rule) {
  static Problem error(String file, Setting setting, String rule) {
    return new Problem(true, file, setting.line(), setting.toString(), rule);
  }

  static Problem warning(String file, Setting setting, String rule) {
    return new Problem(false, file, setting.line(), setting.toString(), rule);
  }

  @Override
  public String toString() {
    String place = line == 0 ? file : file + ':' + line;
    return place + ": " + (setting.isEmpty() ? "" : setting + ": ") + rule;
  }
}
