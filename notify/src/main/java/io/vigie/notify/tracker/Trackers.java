package io.vigie.notify.tracker;

import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.ticket.Channel;
import io.vigie.notify.channel.Channels;
import io.vigie.notify.channel.Secrets;
import io.vigie.notify.web.Web;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The trackers that people set up and that are on. */
final class Trackers {
  private final Channels channels;
  private final Secrets secrets;
  private final Web web;

  Trackers(Channels channels, Secrets secrets, Web web) {
    this.channels = channels;
    this.secrets = secrets;
    this.web = web;
  }

  /**
   * Returns when all is known that people set until now.
   *
   * @throws IllegalStateException when that is not read in time
   */
  void catchUp() {
    channels.catchUp();
  }

  /** Each by its name. */
  Map<String, ChannelPolicy> all() {
    Map<String, ChannelPolicy> on = new TreeMap<>();
    for (ChannelPolicy each : channels.all()) {
      if (each.kind() == Channel.TRACKER && each.enabled()) {
        on.put(each.name(), each);
      }
    }
    return on;
  }

  /** Ready to be spoken to. */
  Tracker get(String name) throws Trouble {
    ChannelPolicy channel = all().get(name);
    if (channel == null) {
      throw Trouble.refused("the channel is gone, or off");
    }
    try {
      String secret = channel.secret().isEmpty() ? "" : secrets.read(channel.secret());
      return new Tracker(
          channel.template(), channel.address(), channel.settings(), secret, new Rest(web, secret));
    } catch (IOException | IllegalArgumentException e) {
      throw Trouble.away(e.getMessage());
    }
  }
}
