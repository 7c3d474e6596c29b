package io.vigie.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.api.act.Refusal;
import java.util.List;
import java.util.regex.Pattern;

/** Which resources of a service; none named: all. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Selectors(List<String> rids, List<String> subsets, List<String> tags) {
  private static final int MOST = 100;
  private static final Pattern RID =
      Pattern.compile("[a-z]{1,40}(#[A-Za-z0-9][A-Za-z0-9._-]{0,254})?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

  Selectors {
    rids = rids == null ? List.of() : List.copyOf(rids);
    subsets = subsets == null ? List.of() : List.copyOf(subsets);
    tags = tags == null ? List.of() : List.copyOf(tags);
  }

  static Selectors checked(List<String> rids, List<String> subsets, List<String> tags) {
    check("rids", rids, RID, "fs#1 or a group such as ip");
    check("subsets", subsets, WORD, "a name of A-Z a-z 0-9 . _ -");
    check("tags", tags, WORD, "a word of A-Z a-z 0-9 . _ -");
    return new Selectors(rids, subsets, tags);
  }

  boolean whole() {
    return rids.isEmpty() && subsets.isEmpty() && tags.isEmpty();
  }

  private static void check(String field, List<String> values, Pattern rule, String example) {
    if (values == null) {
      return;
    }
    if (values.size() > MOST) {
      throw Refusal.wrong(field + " names up to " + MOST + "; got " + values.size());
    }
    for (String each : values) {
      if (each == null || !rule.matcher(each).matches()) {
        throw Refusal.wrong(field + ": each is " + example + "; got " + Wishes.shown(each));
      }
    }
  }
}
