package io.vigie.api.act;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vigie.contract.wire.Json;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an act changed of a thing: the fields that differ, before and after.
 *
 * @param before empty when it was made
 * @param after empty when it was deleted
 */
public record Difference(Map<String, Object> before, Map<String, Object> after) {
  private static final TypeReference<TreeMap<String, Object>> FIELDS = new TypeReference<>() {};

  /**
   * @param before a record without secrets; null when the thing was not there
   * @param after likewise; null when it is gone
   */
  public static Difference of(Object before, Object after) {
    Map<String, Object> was = fields(before);
    Map<String, Object> is = fields(after);
    if (before != null && after != null) {
      Map<String, Object> same = new TreeMap<>(was);
      same.entrySet().removeIf(field -> !Objects.equals(field.getValue(), is.get(field.getKey())));
      was.keySet().removeAll(same.keySet());
      is.keySet().removeAll(same.keySet());
    }
    return new Difference(was, is);
  }

  private static Map<String, Object> fields(Object value) {
    return value == null ? new TreeMap<>() : Json.MAPPER.convertValue(value, FIELDS);
  }
}
