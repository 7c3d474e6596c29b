package io.vigie.api.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import io.vigie.contract.event.AuditAct;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows once it is known who somebody is, or that they are nobody: a session, an entry. */
@Singleton
public final class Welcome {
  private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

  private final Sessions sessions;
  private final Cookies cookies;
  private final Acts acts;
  private final Register register;
  private final Accounts accounts;
  private final Attempts attempts;

  Welcome(
      Sessions sessions,
      Cookies cookies,
      Acts acts,
      Register register,
      Accounts accounts,
      Attempts attempts) {
    this.sessions = sessions;
    this.cookies = cookies;
    this.acts = acts;
    this.register = register;
    this.accounts = accounts;
    this.attempts = attempts;
  }

  /** The answer, with a session: always a new secret, one of before the sign-in opens nothing. */
  <T> MutableHttpResponse<T> begin(
      HttpRequest<?> request, Person person, MutableHttpResponse<T> answer) {
    cookies.read(request).flatMap(sessions::find).ifPresent(old -> sessions.end(old.session()));
    String secret = sessions.begin(person.user(), Origins.address(request));
    note(person.from(request), AuditAct.SIGN_IN);
    LOG.atInfo().addKeyValue("user", person.user()).log("signed in");
    return answer.cookie(cookies.of(secret));
  }

  /**
   * @param user as it was typed, or told; empty when nobody was
   */
  public void refused(HttpRequest<?> request, String user) {
    acts.run(
        new Actor(user, "", Origins.address(request)),
        act -> {
          act.refused(AuditAct.SIGN_IN_REFUSED, "session", "");
          return null;
        });
  }

  void note(Actor actor, AuditAct act) {
    acts.run(
        actor,
        noted -> {
          noted.note(act, "session", "", Map.of(), Map.of());
          return null;
        });
  }

  /**
   * Whether this address has failed too often; else counts a try that has failed so far.
   *
   * @param visit which one: no account has tries where somebody else checks who it is
   */
  public boolean tooMany(HttpRequest<?> request, String visit) {
    return attempts.begin(visit, Origins.address(request)) > 0;
  }

  /** The try came to no answer. */
  public void undone(HttpRequest<?> request, String visit) {
    attempts.undone(visit, Origins.address(request));
  }

  /**
   * The answer, with a session of whom somebody else vouches for.
   *
   * @return empty when they may not sign in
   */
  public <T> Optional<MutableHttpResponse<T>> newcomer(
      HttpRequest<?> request, String visit, Newcomer newcomer, MutableHttpResponse<T> answer) {
    String address = Origins.address(request);
    Optional<Account> account = arrive(newcomer, address);
    if (account.isEmpty()) {
      refused(request, newcomer.name());
      return Optional.empty();
    }
    attempts.succeeded(visit, address);
    return Optional.of(begin(request, account.get().person(""), answer));
  }

  /** Made or brought up to date; empty when they may not sign in. */
  Optional<Account> arrive(Newcomer newcomer, String address) {
    if (register.arrive(newcomer, address)) {
      return accounts.active(newcomer.name());
    }
    LOG.atWarn()
        .addKeyValue("user", newcomer.name())
        .addKeyValue("source", newcomer.source())
        .log(
            "sign-in refused: this person is disabled, has a password here, or the name is"
                + " somebody else's");
    return Optional.empty();
  }
}
