package io.vigie.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A resource of an instance, written {@code group#id}: {@code ip#0}, {@code disk#data}. */
public record Rid(ResourceGroup group, String id) implements Comparable<Rid> {
  public Rid {
    if (group == null) {
      throw new IllegalArgumentException("rid needs a group");
    }
    Names.check("resource", id);
  }

  /**
   * @throws IllegalArgumentException naming the rule the text breaks
   */
  @JsonCreator
  public static Rid parse(String text) {
    int hash = Names.separator("rid", text, '#');
    return new Rid(ResourceGroup.parse(text.substring(0, hash)), text.substring(hash + 1));
  }

  @Override
  public int compareTo(Rid other) {
    int byGroup = group.compareTo(other.group);
    return byGroup != 0 ? byGroup : id.compareTo(other.id);
  }

  @JsonValue
  @Override
  public String toString() {
    return group.wire() + '#' + id;
  }
}
