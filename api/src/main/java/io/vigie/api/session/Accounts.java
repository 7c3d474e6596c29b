package io.vigie.api.session;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface Accounts extends CrudRepository<Account, String> {
  /** Of whoever may sign in. */
  default Optional<Account> active(String name) {
    return findById(name).filter(Account::enabled);
  }
}
