package io.vigie.api.mail;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.vigie.api.act.Act;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Snapshots;
import io.vigie.api.web.Problem;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.MailTest;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Mails that only tell whether mail arrives: asked for here, sent as any other. */
@Singleton
final class MailTests {
  /** Between two of one person: notify sends nobody more than one mail a minute either. */
  static final Duration GAP = Duration.ofMinutes(1);

  private static final String KIND = "person";

  private final Acts acts;
  private final Snapshots snapshots;

  MailTests(Acts acts, Snapshots snapshots) {
    this.acts = acts;
    this.snapshots = snapshots;
  }

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 404 when there is no such person
   */
  MailTestAnswer last(String person) {
    return snapshots
        .read(tables -> tables.one(Sql.of(MailTestAnswer.QUERY, person), MailTestAnswer::read))
        .orElseThrow(() -> Refusal.missing(KIND, person));
  }

  /** 202 with what is known of it, or 429 when the last one was a moment ago. */
  HttpResponse<?> ask(Actor actor, String person) {
    long wait = acts.runIf(actor, act -> ask(act, actor, person), seconds -> seconds == 0);
    return wait == 0
        ? HttpResponse.accepted().body(last(person))
        : Problem.answer(
                HttpStatus.TOO_MANY_REQUESTS,
                "one test mail a minute for each person; try again in " + wait + " s")
            .header(HttpHeaders.RETRY_AFTER, Long.toString(wait));
  }

  private record Reader(String mail, boolean disabled, long tested) {}

  /** Seconds to wait; 0 when it was asked for. */
  private static long ask(Act act, Actor actor, String person) throws SQLException {
    Reader reader =
        act.one(
                Sql.of("SELECT mail,disabled,mail_tested FROM person WHERE name=?", person),
                row ->
                    new Reader(row.text("mail"), row.flag("disabled"), row.number("mail_tested")))
            .orElseThrow(() -> Refusal.missing(KIND, person));
    if (reader.mail().isEmpty() || reader.disabled()) {
      throw Refusal.conflict(
          person
              + (reader.disabled() ? " is disabled and gets no mail" : " has no address")
              + ": an administrator can change that");
    }
    long now = System.currentTimeMillis();
    long wait = reader.tested() + GAP.toMillis() - now;
    if (wait > 0) {
      return Math.max(1, Duration.ofMillis(wait + 999).toSeconds());
    }
    order(act, actor, person, reader.mail(), now);
    return 0;
  }

  private static void order(Act act, Actor actor, String person, String mail, long now)
      throws SQLException {
    String test = MailTest.PREFIX + UUID.randomUUID();
    act.update("UPDATE person SET mail_test=?,mail_tested=? WHERE name=?", test, now, person);
    act.order(new MailTest(test, person, actor.person()));
    act.note(AuditAct.MAIL_TEST, KIND, person, Map.of(), Map.of("mail", mail));
  }
}
