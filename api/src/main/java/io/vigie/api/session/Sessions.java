package io.vigie.api.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import io.vigie.api.act.Acted;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Browsers that are signed in. The database knows them, so any api process serves any of them; what
 * was read there is believed for {@link #BELIEVED}, which is how late another process notices a
 * sign-out.
 */
@Singleton
public final class Sessions {
  static final Duration BELIEVED = Duration.ofSeconds(5);
  private static final int MOST_HELD = 10_000;

  private final StoredSessions stored;
  private final Accounts accounts;
  private final Schema schema;
  private final Cache<String, Optional<Person>> held =
      Caffeine.newBuilder().maximumSize(MOST_HELD).expireAfterWrite(BELIEVED).build();

  Sessions(StoredSessions stored, Accounts accounts, Schema schema) {
    this.stored = stored;
    this.accounts = accounts;
    this.schema = schema;
  }

  /** The secret of a new session. */
  String begin(String person) {
    String secret = Secret.make();
    long now = System.currentTimeMillis();
    stored.save(new StoredSession(Secret.digest(secret), person, now, now));
    return secret;
  }

  /** Whose session it is, without asking the database; null when that must be done. */
  Optional<Person> known(String secret) {
    return held.getIfPresent(Secret.digest(secret));
  }

  /** Whose session it is; empty when it is none, or over. */
  Optional<Person> find(String secret) {
    return held.get(Secret.digest(secret), this::read);
  }

  /**
   * Whether the session of that person still runs. One that came with a token has none to end.
   *
   * @throws RuntimeException when the database does not answer
   */
  public boolean runs(Person person) {
    return person.session().isEmpty() || held.get(person.session(), this::read).isPresent();
  }

  /** Ends it at once here, within {@link #BELIEVED} in other processes. */
  void end(String id) {
    stored.deleteById(id);
    held.put(id, Optional.empty());
  }

  /** Whoever may be signed in no more is asked for again. */
  @EventListener
  void forget(Acted act) {
    held.invalidateAll();
  }

  private Optional<Person> read(String id) {
    long now = System.currentTimeMillis();
    Optional<StoredSession> session = stored.findById(id).filter(found -> !found.over(now));
    if (session.isPresent() && session.get().needsTouch(now)) {
      stored.touch(id, now);
    }
    return session
        .flatMap(found -> accounts.active(found.person()))
        .map(account -> account.person(id));
  }

  @Scheduled(fixedDelay = "10m", initialDelay = "1m")
  void sweep() {
    if (schema.ready()) {
      long now = System.currentTimeMillis();
      stored.deleteOver(
          now - StoredSession.IDLE.toMillis(), now - StoredSession.LONGEST.toMillis());
    }
  }
}
