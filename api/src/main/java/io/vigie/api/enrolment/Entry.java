package io.vigie.api.enrolment;

import io.micronaut.http.HttpStatus;
import io.vigie.api.act.Act;
import io.vigie.api.filter.Sql;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.id.NodeId;
import io.vigie.store.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A node at the door.
 *
 * @param token digest of the enrolment token it came with
 * @param secret digest of what it will prove itself with
 */
record Entry(String token, NodeId node, String secret) {
  private static final String KIND = "node token";

  /**
   * What becomes of it.
   *
   * @param again it was one of ours before, with this secret
   */
  record Verdict(HttpStatus status, String why, boolean again) {
    static Verdict no(HttpStatus status, String why) {
      return new Verdict(status, why, false);
    }
  }

  Verdict decide(Act act) throws SQLException {
    Optional<Enrolment> found = act.one(Enrolment.ofDigest(token), Enrolment::read);
    if (found.isEmpty()) {
      return Verdict.no(HttpStatus.UNAUTHORIZED, "the enrolment token was deleted this moment");
    }
    Optional<String> before =
        act.one(
            Sql.of("SELECT digest FROM node_token WHERE node=?", node.toString()),
            row -> row.text("digest"));
    if (before.filter(each -> Digest.same(each, secret)).isPresent()) {
      return new Verdict(HttpStatus.OK, "", true);
    }
    Verdict verdict = judge(act, found.get(), before.isPresent());
    if (verdict.status() == HttpStatus.OK) {
      admit(act, found.get(), before.isPresent());
    } else {
      act.refused(AuditAct.TOKEN_MAKE, KIND, node.toString());
    }
    return verdict;
  }

  private Verdict judge(Act act, Enrolment enrolment, boolean member) throws SQLException {
    if (!Instant.now().isBefore(enrolment.expires())) {
      return Verdict.no(
          HttpStatus.FORBIDDEN, "the enrolment token expired at " + enrolment.expires());
    }
    if (enrolment.used() >= enrolment.uses()) {
      return Verdict.no(
          HttpStatus.FORBIDDEN,
          "the enrolment token is used up: %d of %d nodes joined with it"
              .formatted(enrolment.used(), enrolment.uses()));
    }
    if (!enrolment.names().allow(node.node())) {
      return Verdict.no(
          HttpStatus.FORBIDDEN,
          "the enrolment token is for nodes named %s; got \"%s\" (--node NODE says another)"
              .formatted(enrolment.names().pattern(), node.node()));
    }
    if (!enrolment.known() && (member || reported(act))) {
      return Verdict.no(
          HttpStatus.CONFLICT,
          "there is a node %s; a machine that takes its place needs an enrolment token that is for"
                  .formatted(node)
              + " known nodes too");
    }
    return new Verdict(HttpStatus.OK, "", false);
  }

  private boolean reported(Act act) throws SQLException {
    return act.one(Sql.of("SELECT id FROM node WHERE id=?", node.toString()), row -> row.text("id"))
        .isPresent();
  }

  private void admit(Act act, Enrolment enrolment, boolean replaces) throws SQLException {
    act.update("UPDATE enrolment SET used=used+1 WHERE name=?", enrolment.name());
    act.update(
        "REPLACE INTO node_token (node,digest,made_by,created) VALUES (?,?,?,?)",
        node.toString(),
        secret,
        enrolment.madeBy(),
        System.currentTimeMillis());
    act.note(
        AuditAct.TOKEN_MAKE,
        KIND,
        node.toString(),
        Map.of(),
        Map.of("enrolment", enrolment.name(), "replaces", replaces));
  }
}
