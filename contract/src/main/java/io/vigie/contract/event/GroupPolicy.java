package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A group of people, which answers for things as one.
 *
 * @param members names of people
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record GroupPolicy(String group, String description, List<String> members) implements Event {
  public GroupPolicy {
    Require.label("group", group);
    description = Require.text(description, Require.PROSE);
    members = Require.labels("members", members);
  }

  @Override
  public EventType type() {
    return EventType.GROUP_POLICY;
  }

  @Override
  public String key() {
    return "group/" + group;
  }

  @Override
  public String anchor() {
    return key();
  }
}
