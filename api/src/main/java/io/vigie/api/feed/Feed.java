package io.vigie.api.feed;

import java.time.Instant;
import java.util.List;

/**
 * What a feed tells.
 *
 * @param id names it for ever, an URN
 * @param language two letters
 * @param self its address, without who reads it
 * @param page the same list in the console
 * @param updated when the newest of its entries changed last
 */
record Feed(
    String id,
    String title,
    String language,
    String self,
    String page,
    Instant updated,
    List<Entry> entries) {

  /**
   * One thing, told once: readers show an id they do not know as new, and renew the text of one
   * they know.
   *
   * @param id names it for ever, an URN
   * @param link to it in the console
   * @param published when it became so
   * @param updated when it changed last
   * @param category a word for readers that sort by it
   * @param html all there is to say
   */
  record Entry(
      String id,
      String title,
      String link,
      Instant published,
      Instant updated,
      String category,
      String html) {}
}
