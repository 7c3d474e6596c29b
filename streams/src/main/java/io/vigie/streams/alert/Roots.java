package io.vigie.streams.alert;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.id.AlertId;
import io.vigie.streams.flow.RootTold;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The alerts that are the root of many, as far as a task was told of them: those open now. */
public final class Roots {
  public static final String FLEET = "fleet";
  public static final String SITE = "site/";
  private static final AlertId FLEET_ROOT = AlertId.of(AlertKind.MANY_NODES_SILENT, FLEET, "");

  private final Set<AlertId> open = new HashSet<>();
  private final KeyValueStore<String, byte[]> store;

  public Roots(KeyValueStore<String, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        open.add(AlertId.parse(entry.key));
      }
    }
  }

  public void hear(RootTold told) {
    if (told.open()) {
      open.add(told.root());
      store.put(told.root().toString(), RootTold.encode(told));
    } else if (open.remove(told.root())) {
      store.delete(told.root().toString());
    }
  }

  /** Root of a silent node of that site; null for none. */
  public AlertId of(String site) {
    AlertId root =
        site.isEmpty() ? FLEET_ROOT : AlertId.of(AlertKind.MANY_NODES_SILENT, SITE + site, "");
    return open.contains(root) ? root : ofSites();
  }

  /** Root of a site that is silent; null for none. */
  public AlertId ofSites() {
    return open.contains(FLEET_ROOT) ? FLEET_ROOT : null;
  }

  /** What a root covers: all sites, when it is the fleet's. */
  public static boolean covers(AlertId root, String site) {
    return root.anchor().equals(FLEET) || root.anchor().equals(SITE + site);
  }
}
