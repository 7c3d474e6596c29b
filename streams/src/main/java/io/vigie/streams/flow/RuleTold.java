package io.vigie.streams.flow;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.alert.Severity;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;

/**
 * People changed a kind's rule, told to every task.
 *
 * @param byDefault the default holds again; the rule is it
 */
public record RuleTold(AlertKind kind, boolean byDefault, Rule rule) implements Inflow {
  /** What the keys of rules begin with. */
  public static final String KEYS = "alert-rule/";

  /** Beyond every version of a node move. */
  static final int MARK = 102;

  /** Null for the default. */
  public Rule ruleOrNull() {
    return byDefault ? null : rule;
  }

  public static byte[] encode(RuleTold told) {
    Rule rule = told.rule();
    return new BinaryWriter(MARK)
        .text(told.kind().wire())
        .flag(told.byDefault())
        .flag(rule.enabled())
        .number(rule.holdSeconds())
        .number(rule.escalateSeconds())
        .text(rule.production().wire())
        .text(rule.other().wire())
        .bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  public static RuleTold decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("alert rule", MARK, bytes);
    return new RuleTold(
        AlertKind.parse(in.text()),
        in.flag(),
        new Rule(
            in.flag(),
            in.number(),
            in.number(),
            Severity.parse(in.text()),
            Severity.parse(in.text())));
  }
}
