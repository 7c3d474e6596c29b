package io.vigie.standalone;

import org.slf4j.LoggerFactory;

/** What a person is told when something did not work; the whole of it goes to the log. */
final class Failure {
  private Failure() {}

  static String inWords(Throwable failure) {
    LoggerFactory.getLogger(Failure.class).atInfo().setCause(failure).log("command failed");
    StringBuilder words = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      if (words.indexOf(message) < 0) {
        words.append(words.isEmpty() ? "" : "\n  because: ").append(message);
      }
    }
    return words.toString();
  }
}
