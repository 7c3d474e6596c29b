package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who else is told of an alert that nobody took.
 *
 * @param afterSeconds since it was raised
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ChainStep(long afterSeconds, Responsibles who) {
  public ChainStep {
    if (afterSeconds < 60 || afterSeconds > 7L * Require.DAY) {
      throw new IllegalArgumentException(
          "chain.afterSeconds must be 60 to " + 7 * Require.DAY + " (7 days); got " + afterSeconds);
    }
    Require.present("chain.who", who);
  }
}
