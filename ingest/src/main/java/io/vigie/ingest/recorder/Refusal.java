package io.vigie.ingest.recorder;

/** Nothing may be recorded until a person has decided; the message says between what. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }

  Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
