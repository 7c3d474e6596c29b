package io.vigie.api.view;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface Views extends GenericRepository<View, String> {
  /** Those a person reads: the own ones and the shared ones. */
  @Query(
      "SELECT owner,list,name,query,shared,changed FROM saved_view WHERE owner=:owner"
          + " UNION SELECT owner,list,name,query,shared,changed FROM saved_view WHERE shared"
          + " ORDER BY list,name,owner")
  List<View> readBy(String owner);

  Optional<View> findByOwnerAndListAndName(String owner, String list, String name);

  long countByOwner(String owner);
}
