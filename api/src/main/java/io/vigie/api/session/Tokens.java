package io.vigie.api.session;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface Tokens extends CrudRepository<Token, String> {
  List<Token> findByPersonOrderByName(String person);

  boolean existsByPersonAndName(String person, String name);
}
