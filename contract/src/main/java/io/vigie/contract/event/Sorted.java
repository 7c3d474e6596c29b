package io.vigie.contract.event;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A map that never changes, in order of its keys. Small, and taken as it is where one is asked. */
// K is not bounded: who writes it as JSON without its type would write keys that have a word of
// their own by their name
final class Sorted<K, V> extends AbstractMap<K, V> {
  private final List<Entry<K, V>> entries;

  private Sorted(List<Entry<K, V>> entries) {
    this.entries = entries;
  }

  /** Null keys and values read as absent. */
  static <K extends Comparable<K>, V> Map<K, V> of(Map<K, V> map) {
    if (map instanceof Sorted) {
      return map;
    }
    List<Entry<K, V>> entries = new ArrayList<>(map.size());
    boolean ordered = true;
    for (Entry<K, V> entry : map.entrySet()) {
      if (entry.getKey() == null || entry.getValue() == null) {
        continue;
      }
      int last = entries.size() - 1;
      ordered &= last < 0 || entries.get(last).getKey().compareTo(entry.getKey()) < 0;
      entries.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    if (!ordered) {
      entries.sort(Entry.comparingByKey());
    }
    return new Sorted<>(List.copyOf(entries));
  }

  @Override
  public V get(Object key) {
    for (Entry<K, V> entry : entries) {
      if (entry.getKey().equals(key)) {
        return entry.getValue();
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<K, V>> iterator() {
        return entries.iterator();
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sorted<?, ?> same ? entries.equals(same.entries) : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
