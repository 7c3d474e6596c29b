package io.vigie.streams.ticket;

import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Cause;
import io.vigie.people.Audience;
import io.vigie.people.Chain;
import io.vigie.people.Directory;
import java.util.List;

/**
 * What people are told of an alert, and when: how it began, that it got worse, that nobody took it,
 * how it ended. What it says is to be told, its case knows to be told.
 */
final class Teller {
  /** A silent node may yet turn out to be one of many, and a site one of them. */
  private static final long NODE_SECONDS = 60;

  private static final long SITE_SECONDS = 5;

  private final Directory directory;

  Teller(Directory directory) {
    this.directory = directory;
  }

  /**
   * The next thing to tell of an open alert; asked again until there is nothing.
   *
   * @param taken somebody has it: that it lasts, or gets worse, is no news
   * @return null for nothing
   */
  Notification next(Case held, Now now, boolean taken) {
    if (!held.open() || held.muted()) {
      return null;
    }
    if (held.told == null) {
      return now.passed(now.millis() - held.from, delay(held)) ? began(held, now) : null;
    }
    if (held.alert.flapping() || taken) {
      return null;
    }
    return held.alert.severity().compareTo(held.told) > 0
        ? worse(held, now)
        : unanswered(held, now);
  }

  private static long delay(Case held) {
    return switch (held.id.kind().scope()) {
      case NODE -> NODE_SECONDS;
      case SITE -> SITE_SECONDS;
      case SERVICE, APP, COLLECTOR, ANY -> 0;
    };
  }

  private Notification began(Case held, Now now) {
    held.told = held.alert.severity();
    return say(held, Cause.RAISED, now, Audience.of(held.alert, now.at(), held.chain, directory));
  }

  private Notification worse(Case held, Now now) {
    held.told = held.alert.severity();
    return say(
        held, Cause.ESCALATED, now, Audience.of(held.alert, now.at(), held.chain, directory));
  }

  private Notification unanswered(Case held, Now now) {
    Chain chain = Chain.of(held.alert, directory);
    long open = held.openMillis(now.millis());
    long before = held.chain;
    long next = chain.next(before);
    if (next == Chain.NEVER || !now.passed(open, next)) {
      return null;
    }
    held.chain = chain.reached(open / 1_000);
    Audience more = Audience.ofChain(held.alert, now.at(), before, held.chain, directory);
    // with the step it counts as told, though all whom it names are off
    return more.to().isEmpty() ? next(held, now, false) : say(held, Cause.UNANSWERED, now, more);
  }

  /**
   * How it ended, for those who were told how it began; also when it was muted meanwhile.
   *
   * @return null for nothing
   */
  Notification ended(Case held, Now now) {
    if (held.open() || !held.announced || held.alert.flapping() || held.endedByTicket()) {
      return null;
    }
    Notification said = say(held, Cause.RESOLVED, now, Audience.again(held.people, directory));
    held.announced = false;
    held.people.clear();
    return said;
  }

  /** That it is in a ticket; null while there is nobody to tell. */
  Notification ticketed(Case held, Now now) {
    Audience audience = Audience.of(held.alert, now.at(), held.chain, directory);
    return audience.to().isEmpty() ? null : say(held, Cause.TICKETED, now, audience);
  }

  private static Notification say(Case held, Cause cause, Now now, Audience audience) {
    List<Recipient> to = audience.to();
    to.forEach(recipient -> held.people.putIfAbsent(recipient.key(), recipient.why()));
    held.announced = true;
    return new Notification(
        NotificationId.of(held, cause),
        cause,
        now.at(),
        Audience.app(held.alert),
        held.alert,
        held.ticket,
        to);
  }
}
