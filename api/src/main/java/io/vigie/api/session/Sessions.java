package io.vigie.api.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import io.vigie.api.act.Acted;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Browsers that are signed in. The database knows them, so any api process serves any of them; what
 * was read there is believed for {@link #BELIEVED}, which is how late another process notices a
 * sign-out. A secret that is an hour old gets a successor; it stays good until a minute after
 * somebody came with that one, so that neither requests under way nor a lost answer end a session.
 */
@Singleton
public final class Sessions {
  static final Duration BELIEVED = Duration.ofSeconds(5);
  private static final int MOST_HELD = 10_000;

  private final StoredSessions stored;
  private final Accounts accounts;
  private final Schema schema;
  private final Cache<String, Optional<Held>> held =
      Caffeine.newBuilder().maximumSize(MOST_HELD).expireAfterWrite(BELIEVED).build();
  private final Cache<String, Boolean> running =
      Caffeine.newBuilder().maximumSize(MOST_HELD).expireAfterWrite(BELIEVED).build();
  // requests that come together get one successor; one whose answer was lost, another a minute
  // later
  private final Cache<String, Boolean> renewing =
      Caffeine.newBuilder().maximumSize(MOST_HELD).expireAfterWrite(StoredSession.GRACE).build();

  /**
   * @param renewed when the secret gets a successor
   */
  private record Held(Person person, long renewed) {}

  Sessions(StoredSessions stored, Accounts accounts, Schema schema) {
    this.stored = stored;
    this.accounts = accounts;
    this.schema = schema;
  }

  /** The secret of a new session. */
  String begin(String person, String address) {
    String secret = Secret.make();
    long now = System.currentTimeMillis();
    stored.save(
        new StoredSession(
            Secret.digest(secret),
            person,
            now,
            now,
            UUID.randomUUID().toString(),
            now,
            false,
            0,
            address));
    return secret;
  }

  /**
   * Whose session it is, without asking the database; null when that must be done, also because the
   * secret is due to get a successor.
   */
  Optional<Person> known(String secret) {
    Optional<Held> known = held.getIfPresent(Secret.digest(secret));
    return known == null || known.filter(Sessions::due).isPresent()
        ? null
        : known.map(Held::person);
  }

  /** Whose session it is; empty when it is none, or over. */
  Optional<Person> find(String secret) {
    return held.get(Secret.digest(secret), this::read).map(Held::person);
  }

  /** The successor of a secret that is due to get one, and has none yet. */
  Optional<String> renew(String secret) {
    String id = Secret.digest(secret);
    if (held.get(id, this::read).filter(Sessions::due).isEmpty()
        || renewing.asMap().putIfAbsent(id, true) != null) {
      return Optional.empty();
    }
    return stored
        .findById(id)
        .map(
            old -> {
              String next = Secret.make();
              stored.save(old.successor(Secret.digest(next), System.currentTimeMillis()));
              return next;
            });
  }

  private static boolean due(Held session) {
    return System.currentTimeMillis() >= session.renewed();
  }

  /**
   * Whether the session of that person still runs. One that came with a token has none to end.
   *
   * @throws RuntimeException when the database does not answer
   */
  public boolean runs(Person person) {
    return person.session().isEmpty() || running.get(person.session(), this::readRunning);
  }

  /** All that run, in each of their secrets. */
  List<StoredSession> of(String person) {
    long now = System.currentTimeMillis();
    return stored.findByPerson(person).stream().filter(session -> !session.over(now)).toList();
  }

  /** Ends it at once here, within {@link #BELIEVED} in other processes. */
  void end(String session) {
    stored.deleteBySession(session);
    forget(new Acted());
  }

  /** Whoever may be signed in no more is asked for again. */
  @EventListener
  void forget(Acted act) {
    held.invalidateAll();
    running.invalidateAll();
  }

  private Optional<Held> read(String id) {
    long now = System.currentTimeMillis();
    Optional<StoredSession> session = stored.findById(id).filter(found -> !found.over(now));
    session.ifPresent(found -> use(found, now));
    return session.flatMap(
        found ->
            accounts
                .active(found.person())
                .map(account -> new Held(account.person(found.session()), found.renewed())));
  }

  private void use(StoredSession session, long now) {
    if (session.replaces()) {
      stored.confirm(session.session(), session.id(), now + StoredSession.GRACE.toMillis());
    }
    touch(session, now);
  }

  private void touch(StoredSession session, long now) {
    if (session.needsTouch(now)) {
      stored.touch(session.id(), now);
    }
  }

  private boolean readRunning(String session) {
    long now = System.currentTimeMillis();
    List<StoredSession> secrets =
        stored.findBySession(session).stream().filter(secret -> !secret.over(now)).toList();
    secrets.forEach(secret -> touch(secret, now));
    return secrets.stream().anyMatch(secret -> accounts.active(secret.person()).isPresent());
  }

  @Scheduled(fixedDelay = "10m", initialDelay = "1m")
  void sweep() {
    if (schema.ready()) {
      long now = System.currentTimeMillis();
      stored.deleteOver(
          now - StoredSession.IDLE.toMillis(), now - StoredSession.LONGEST.toMillis(), now);
    }
  }
}
