package io.vigie.api.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface StoredSessions extends CrudRepository<StoredSession, String> {
  List<StoredSession> findByPerson(String person);

  List<StoredSession> findBySession(String session);

  void deleteByPerson(String person);

  void deleteBySession(String session);

  @Query("UPDATE console_session SET used=:now WHERE id=:id AND used<:now")
  void touch(String id, long now);

  /** Somebody came with this secret: the others of its session end then. */
  @Query(
      "UPDATE console_session SET replaces=(replaces AND id<>:id),"
          + "ends=IF(id=:id,0,IF(ends=0,:ends,ends)) WHERE session=:session")
  void confirm(String session, String id, long ends);

  @Query(
      "DELETE FROM console_session WHERE used<:usedBefore OR began<:beganBefore"
          + " OR (ends<>0 AND ends<:now)")
  void deleteOver(long usedBefore, long beganBefore, long now);
}
