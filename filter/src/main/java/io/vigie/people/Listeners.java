package io.vigie.people;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Channel;
import java.util.List;
import java.util.Set;

/** Which channels are told of an alert beside people. Trackers are not: they follow tickets. */
final class Listeners {
  private static final String WHY = "channel";

  private Listeners() {}

  static List<Recipient> of(Alert alert, Directory directory) {
    return directory.channels().stream()
        .filter(channel -> hears(channel, alert, directory))
        .map(Listeners::recipient)
        .toList();
  }

  /** Those of them who were told how it began, if they are still there. */
  static List<Recipient> again(Set<String> told, Directory directory) {
    return directory.channels().stream()
        .filter(ChannelPolicy::enabled)
        .map(Listeners::recipient)
        .filter(channel -> told.contains(channel.key()))
        .toList();
  }

  private static boolean hears(ChannelPolicy channel, Alert alert, Directory directory) {
    return channel.enabled()
        && channel.kind() != Channel.TRACKER
        && (channel.least() == null || alert.severity().compareTo(channel.least()) >= 0)
        && concerns(channel, alert, directory);
  }

  /** What is about Vigie itself goes to a channel of the managers', and to no other. */
  private static boolean concerns(ChannelPolicy channel, Alert alert, Directory directory) {
    return Concerned.ofVigie(alert)
        ? channel.apps().contains(AppPolicy.NONE)
        : channel.hears(Concerned.apps(alert, directory));
  }

  private static Recipient recipient(ChannelPolicy channel) {
    return new Recipient(channel.kind(), channel.name(), "", channel.language(), WHY);
  }
}
