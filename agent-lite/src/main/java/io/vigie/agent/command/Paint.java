package io.vigie.agent.command;

import io.vigie.contract.availability.Availability;

/** Colours of a terminal. They only repeat what a word says. */
enum Paint {
  PLAIN(""),
  GOOD("32"),
  BAD("31"),
  DOUBTFUL("33"),
  FAINT("2"),
  STRONG("1");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  static Paint of(Availability availability) {
    return switch (availability) {
      case UP, STDBY_UP -> GOOD;
      case DOWN, STDBY_DOWN -> BAD;
      case WARN, UNDEF -> DOUBTFUL;
      case NA -> FAINT;
    };
  }

  /** Paints, or leaves everything plain. */
  record Brush(boolean colour) {
    String on(String text, Paint paint) {
      return paint.on(text, colour);
    }
  }

  String on(String text, boolean colour) {
    return colour && this != PLAIN && !text.isEmpty()
        ? "\u001b[" + code + 'm' + text + "\u001b[0m"
        : text;
  }
}
