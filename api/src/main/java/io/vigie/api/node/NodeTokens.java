package io.vigie.api.node;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface NodeTokens extends GenericRepository<NodeToken, String> {
  Optional<NodeToken> findByNode(String node);

  /** Whether the node has ever reported. */
  @Query("SELECT EXISTS (SELECT 1 FROM node WHERE id=:node)")
  boolean isKnown(String node);
}
