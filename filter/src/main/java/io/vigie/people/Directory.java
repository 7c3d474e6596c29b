package io.vigie.people;

import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.ChainStep;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.GroupPolicy;
import io.vigie.contract.event.NodePolicy;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Responsibles;
import io.vigie.contract.event.ServicePolicy;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** People, their groups, who answers for what, and the channels, as people set them. */
public final class Directory {
  /** What the keys of the policies it is made of begin with. */
  public static final List<String> KEYS =
      List.of("person/", "group/", "app/", "service/", "node/", ChannelPolicy.KEYS);

  private final Map<String, PersonPolicy> people = new HashMap<>();
  private final Map<String, GroupPolicy> groups = new HashMap<>();
  private final Map<String, AppPolicy> apps = new HashMap<>();
  private final Map<String, Responsibles> services = new HashMap<>();
  private final Map<String, Place> nodes = new HashMap<>();
  private final Map<String, ChannelPolicy> channels = new TreeMap<>();

  /** Who answers for a node, of all that people say of it. */
  private record Place(String app, Responsibles responsibles) {}

  public static Directory of(Collection<? extends Event> policies) {
    Directory directory = new Directory();
    policies.forEach(directory::take);
    return directory;
  }

  /**
   * @return whether it keeps it: a policy that names nobody is as good as none
   */
  public boolean take(Event policy) {
    String key = policy.key();
    forget(key);
    if (policy instanceof PersonPolicy person) {
      people.put(key, person);
    } else if (policy instanceof GroupPolicy group) {
      groups.put(key, group);
    } else if (policy instanceof AppPolicy app && !empty(app)) {
      apps.put(key, app);
    } else if (policy instanceof ServicePolicy service && named(service.responsibles())) {
      services.put(key, service.responsibles());
    } else if (policy instanceof NodePolicy node
        && (named(node.responsibles()) || !node.app().isEmpty())) {
      nodes.put(key, new Place(node.app(), node.responsibles()));
    } else if (policy instanceof ChannelPolicy channel) {
      channels.put(key, channel);
    } else {
      return false;
    }
    return true;
  }

  private static boolean empty(AppPolicy app) {
    return !named(app.responsibles()) && app.chain().isEmpty();
  }

  private static boolean named(Responsibles who) {
    return !who.people().isEmpty() || !who.groups().isEmpty();
  }

  public void forget(String key) {
    List.of(people, groups, apps, services, nodes, channels).forEach(kind -> kind.remove(key));
  }

  /** Null when there is nobody of that name. */
  PersonPolicy person(String name) {
    return people.get("person/" + name);
  }

  /** Null when there is none of that name. */
  ChannelPolicy channel(String name) {
    return channels.get(ChannelPolicy.KEYS + name);
  }

  /** By name. */
  Collection<ChannelPolicy> channels() {
    return channels.values();
  }

  Responsibles app(String name) {
    AppPolicy app = apps.get("app/" + name);
    return app == null ? Responsibles.NOBODY : app.responsibles();
  }

  List<ChainStep> chain(String name) {
    AppPolicy app = apps.get("app/" + name);
    return app == null ? List.of() : app.chain();
  }

  Responsibles service(ServiceId id) {
    return services.getOrDefault("service/" + id, Responsibles.NOBODY);
  }

  Responsibles node(NodeId id) {
    Place place = nodes.get("node/" + id);
    return place == null ? Responsibles.NOBODY : place.responsibles();
  }

  /** The app that people put a node in; empty for none. */
  String appOf(NodeId id) {
    Place place = nodes.get("node/" + id);
    return place == null ? "" : place.app();
  }

  /** Names of those meant, members of groups among them, in order. */
  Set<String> names(Responsibles who) {
    Set<String> names = new TreeSet<>(who.people());
    for (String name : who.groups()) {
      GroupPolicy group = groups.get("group/" + name);
      if (group != null) {
        names.addAll(group.members());
      }
    }
    return names;
  }
}
