package io.vigie.streams;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The store of a stage that reads it when its task starts and keeps what it read itself: held from
 * the first record of the changelog until it is read, and never after. What is put goes to the
 * changelog alone.
 */
record ReadOnce(String name) implements KeyValueBytesStoreSupplier {
  @Override
  public KeyValueStore<Bytes, byte[]> get() {
    return new Store(name);
  }

  @Override
  public String metricsScope() {
    return "read-once";
  }

  private static final class Store implements KeyValueStore<Bytes, byte[]> {
    private final String name;
    private final Position nowhere = Position.emptyPosition();
    private Map<Bytes, byte[]> entries = new HashMap<>();
    private boolean open;

    Store(String name) {
      this.name = name;
    }

    /** Also of a task that is started anew because its state was lost. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
      entries = new HashMap<>();
      open = true;
      context.register(root, (key, value) -> put(Bytes.wrap(key), value));
    }

    @Override
    public void put(Bytes key, byte[] value) {
      if (entries == null) {
        return;
      }
      if (value == null) {
        entries.remove(key);
      } else {
        entries.put(key, value);
      }
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> all) {
      all.forEach(entry -> put(entry.key, entry.value));
    }

    /**
     * @return null: what was there is known to nobody but the stage
     */
    @Override
    public byte[] delete(Bytes key) {
      put(key, null);
      return null;
    }

    /** In the order of the keys. */
    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
      if (entries == null) {
        throw readAgain();
      }
      Map<Bytes, byte[]> read = new TreeMap<>(entries);
      entries = null;
      return new Entries(read.entrySet().iterator());
    }

    @Override
    public byte[] get(Bytes key) {
      throw readAgain();
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
      throw readAgain();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
      throw readAgain();
    }

    private IllegalStateException readAgain() {
      return new IllegalStateException(
          "store "
              + name
              + " is read once, whole, when its task starts; what is to be asked for"
              + " later belongs among the stores that are looked up");
    }

    @Override
    public long approximateNumEntries() {
      return entries == null ? 0 : entries.size();
    }

    @Override
    public Position getPosition() {
      return nowhere;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean persistent() {
      return false;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      entries = null;
      open = false;
    }
  }

  private record Entries(Iterator<Map.Entry<Bytes, byte[]>> left)
      implements KeyValueIterator<Bytes, byte[]> {
    @Override
    public boolean hasNext() {
      return left.hasNext();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      Map.Entry<Bytes, byte[]> entry = left.next();
      return KeyValue.pair(entry.getKey(), entry.getValue());
    }

    @Override
    public Bytes peekNextKey() {
      throw new UnsupportedOperationException("nobody looks ahead");
    }

    @Override
    public void close() {}
  }
}
