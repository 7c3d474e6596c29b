package io.vigie.api.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

@JdbcRepository(dialect = Dialect.MYSQL)
interface StoredSessions extends CrudRepository<StoredSession, String> {
  void deleteByPerson(String person);

  @Query("UPDATE console_session SET used=:now WHERE id=:id AND used<:now")
  void touch(String id, long now);

  @Query("DELETE FROM console_session WHERE used<:usedBefore OR began<:beganBefore")
  void deleteOver(long usedBefore, long beganBefore);
}
