-- In which life of its agent a node spoke last: what people retire is bound to it.

ALTER TABLE node
  ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0 COMMENT 'newest it spoke in, at most a minute old; 0: not told yet' AFTER agent_version;
