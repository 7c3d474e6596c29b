package io.vigie.api.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.runtime.event.annotation.EventListener;
import io.vigie.api.act.Acted;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Checks names with passwords and tokens. */
@Singleton
final class Door {
  /** How long a password that was right is believed: a script sends it with every request. */
  private static final Duration BELIEVED = Duration.ofSeconds(30);

  /** Readings a minute with one token, and from one address without a good one. */
  static final int FEEDS = 60;

  private final Accounts accounts;
  private final Tokens tokens;
  private final Passwords passwords;
  private final Attempts attempts;
  private final Directory directory;
  private final Welcome welcome;
  // a key of this process, so that a dump of its memory cannot be compared with lists of passwords
  private final String pepper = Secret.make();
  private final Cache<String, Believed> right =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(BELIEVED).build();

  private final Pace feeds = new Pace(FEEDS);
  private final Pace strangers = new Pace(FEEDS);

  private record Believed(Person person, long until) {}

  Door(
      Accounts accounts,
      Tokens tokens,
      Passwords passwords,
      Attempts attempts,
      Directory directory,
      Welcome welcome) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.passwords = passwords;
    this.attempts = attempts;
    this.directory = directory;
    this.welcome = welcome;
  }

  /** What came of a try. */
  sealed interface Answer {
    record Welcome(Person person) implements Answer {}

    record Unknown() implements Answer {}

    record Expired(Token token) implements Answer {}

    record Wait(long seconds) implements Answer {}
  }

  /**
   * @throws HttpStatusException 503 when only the directory knows the password, and does not answer
   */
  Answer password(String user, String password, String address) {
    long wait = attempts.begin(user, address);
    if (wait > 0) {
      return new Answer.Wait(wait);
    }
    Optional<Account> account = accounts.findById(user);
    if (elsewhere(account)) {
      return directory(user, password, address);
    }
    boolean right =
        passwords.verify(
            password,
            account.map(Account::passwordHash).filter(hash -> !hash.isEmpty()).orElse(null));
    return right ? answer(account.filter(Account::enabled), user, address) : new Answer.Unknown();
  }

  /** Whether that person has no password here: a directory, or a provider, knows who they are. */
  boolean knownElsewhere(String user) {
    return accounts.findById(user).map(Account::passwordHash).orElse("").isEmpty();
  }

  private boolean elsewhere(Optional<Account> account) {
    return directory.there() && account.map(Account::passwordHash).orElse("").isEmpty();
  }

  private Answer directory(String user, String password, String address) {
    Optional<Newcomer> found;
    try {
      found = directory.find(user, password);
    } catch (HttpStatusException e) {
      attempts.undone(user, address);
      throw e;
    }
    return answer(found.flatMap(newcomer -> welcome.arrive(newcomer, address)), user, address);
  }

  private Answer answer(Optional<Account> account, String user, String address) {
    account.ifPresent(known -> attempts.succeeded(user, address));
    return account
        .<Answer>map(known -> new Answer.Welcome(known.person("")))
        .orElseGet(Answer.Unknown::new);
  }

  /** A name with an API token, or with a password where the request comes from this machine. */
  Answer basic(String user, String secret, String address, boolean loopback) {
    String key = Secret.digest(pepper + user + '\n' + loopback + '\n' + secret);
    Believed known = right.getIfPresent(key);
    if (known != null && System.currentTimeMillis() < known.until()) {
      return new Answer.Welcome(known.person());
    }
    Optional<Token> token =
        tokens.findById(Secret.digest(secret)).filter(found -> found.person().equals(user));
    Answer answer =
        token.isPresent() || !loopback
            ? token.map(this::token).orElseGet(Answer.Unknown::new)
            : password(user, secret, address);
    if (answer instanceof Answer.Welcome welcome) {
      long until = token.map(Token::expires).orElse(Long.MAX_VALUE);
      right.put(key, new Believed(welcome.person(), until));
    }
    return answer;
  }

  /**
   * The token in the address of a feed. It is asked for each time: whoever may sign in no more
   * reads no feed from then on.
   */
  Answer feed(String secret, String address) {
    String id = Secret.digest(secret);
    Optional<Token> token =
        tokens.findById(id).filter(found -> TokenScope.stored(found.scope()) == TokenScope.FEED);
    Answer answer = token.map(this::token).orElseGet(Answer.Unknown::new);
    boolean known = answer instanceof Answer.Welcome;
    return known && feeds.exceeds(id) || !known && strangers.exceeds(address)
        ? new Answer.Wait(Pace.WINDOW.toSeconds())
        : answer;
  }

  /** A token or a password may be good no more. */
  @EventListener
  void forget(Acted act) {
    right.invalidateAll();
  }

  private Answer token(Token token) {
    long now = System.currentTimeMillis();
    Optional<Account> owner = accounts.active(token.person());
    if (owner.isEmpty()) {
      return new Answer.Unknown();
    }
    if (token.expired(now)) {
      return new Answer.Expired(token);
    }
    if (token.needsTouch(now)) {
      tokens.touch(token.id(), now);
    }
    return new Answer.Welcome(token.person(owner.get()));
  }
}
