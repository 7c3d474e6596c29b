package io.vigie.streams.replay;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store of a task that never is: in memory, without a topic behind it. */
final class MemoryStore implements KeyValueStore<String, byte[]> {
  private final TreeMap<String, byte[]> entries = new TreeMap<>();

  @Override
  public void put(String key, byte[] value) {
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
  }

  @Override
  public byte[] putIfAbsent(String key, byte[] value) {
    return entries.putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<String, byte[]>> all) {
    all.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte[] delete(String key) {
    return entries.remove(key);
  }

  @Override
  public byte[] get(String key) {
    return entries.get(key);
  }

  @Override
  public KeyValueIterator<String, byte[]> range(String from, String to) {
    return new Entries(entries.subMap(from, true, to, true));
  }

  @Override
  public KeyValueIterator<String, byte[]> all() {
    return new Entries(entries);
  }

  @Override
  public long approximateNumEntries() {
    return entries.size();
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  private static final class Entries implements KeyValueIterator<String, byte[]> {
    private final Iterator<Map.Entry<String, byte[]>> next;

    Entries(Map<String, byte[]> entries) {
      next = entries.entrySet().iterator();
    }

    @Override
    public boolean hasNext() {
      return next.hasNext();
    }

    @Override
    public KeyValue<String, byte[]> next() {
      Map.Entry<String, byte[]> entry = next.next();
      return KeyValue.pair(entry.getKey(), entry.getValue());
    }

    @Override
    public String peekNextKey() {
      throw new UnsupportedOperationException("nobody looks ahead in a store of a replay");
    }

    @Override
    public void close() {}
  }
}
