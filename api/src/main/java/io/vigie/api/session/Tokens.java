package io.vigie.api.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface Tokens extends CrudRepository<Token, String> {
  List<Token> findByPersonOrderByName(String person);

  boolean existsByPersonAndName(String person, String name);

  @Query("UPDATE api_token SET used=:now WHERE id=:id AND used<:now")
  void touch(String id, long now);
}
