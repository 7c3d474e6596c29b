package io.vigie.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A resource of an instance, written {@code group#id}: {@code ip#0}, {@code disk#data}. A rid of a
 * group this version does not know keeps its whole text as id, in group {@link
 * ResourceGroup#OTHER}.
 */
public record Rid(ResourceGroup group, String id) implements Comparable<Rid> {
  /** Longest group word of a newer version, so that the whole text stays below 300. */
  private static final int LONGEST_GROUP = 40;

  public Rid {
    if (group == null) {
      throw new IllegalArgumentException("rid needs a group");
    }
    if (group == ResourceGroup.OTHER) {
      checkForeign(id);
    } else {
      Names.check("resource", id);
    }
  }

  /**
   * As configurations and commands have it: the group must be known.
   *
   * @throws IllegalArgumentException naming the rule the text breaks
   */
  public static Rid parse(String text) {
    int hash = Names.separator("rid", text, '#');
    return new Rid(ResourceGroup.parse(text.substring(0, hash)), text.substring(hash + 1));
  }

  /**
   * As records have it: a newer agent may know more groups.
   *
   * @throws IllegalArgumentException naming the rule the text breaks
   */
  @JsonCreator
  public static Rid read(String text) {
    int hash = Names.separator("rid", text, '#');
    ResourceGroup group = ResourceGroup.read(text.substring(0, hash));
    return new Rid(group, group == ResourceGroup.OTHER ? text : text.substring(hash + 1));
  }

  private static void checkForeign(String text) {
    int hash = Names.separator("rid", text, '#');
    String group = Names.check("group", text.substring(0, hash));
    Names.check("resource", text.substring(hash + 1));
    if (group.length() > LONGEST_GROUP || ResourceGroup.read(group) != ResourceGroup.OTHER) {
      throw new IllegalArgumentException(
          "a rid of group other has a group of up to 40 characters that is not a known one; got \""
              + Names.shorten(text)
              + '"');
    }
  }

  @Override
  public int compareTo(Rid other) {
    int byGroup = group.compareTo(other.group);
    return byGroup != 0 ? byGroup : id.compareTo(other.id);
  }

  @JsonValue
  @Override
  public String toString() {
    return group == ResourceGroup.OTHER ? id : group.wire() + '#' + id;
  }
}
