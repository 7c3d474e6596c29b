package io.vigie.notify.text;

import io.vigie.words.Words;
import java.util.List;
import java.util.Map;

/** A mail as text. */
final class TextPage {
  private final StringBuilder out = new StringBuilder();
  private final Words words;

  private TextPage(Words words) {
    this.words = words;
  }

  /**
   * @param whole all there is to say of each item, not just a line
   */
  static String of(Words words, List<Block> blocks, boolean whole, String why) {
    TextPage page = new TextPage(words);
    for (Block block : blocks) {
      if (!block.title().isEmpty()) {
        page.line(block.title() + " (" + block.items().size() + ')');
      }
      block.items().forEach(whole ? page::whole : page::brief);
      page.line("");
    }
    page.line("-- ");
    page.line(why);
    return page.out.toString();
  }

  private void brief(Item item) {
    line("  [" + item.tag() + "] " + item.what());
    line("      " + item.when() + (item.link().isEmpty() ? "" : "  " + item.link()));
  }

  private void whole(Item item) {
    line(item.what());
    line("");
    line(item.lead());
    line("");
    table(item.rows());
    if (!item.facts().isEmpty()) {
      line("");
      line(words.say("facts"));
      table(item.facts());
    }
    if (!item.link().isEmpty()) {
      line("");
      line(words.say(item.over() ? "open.resolved" : "open.alert"));
      line(item.link());
    }
  }

  private void table(Map<String, String> rows) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    rows.forEach(
        (name, value) -> line("  " + name + " ".repeat(width - name.length()) + "  " + value));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
