-- What checks and instances are sorted by is found in an index.

ALTER TABLE check_value
  ADD COLUMN thousandths BIGINT AS (CAST(value * 1000 AS SIGNED)) STORED COMMENT 'the value, as a whole number',
  DROP KEY by_node,
  ADD KEY by_node (node, id),
  ADD KEY by_value (thousandths, id),
  ADD KEY by_read (read_at, id);

ALTER TABLE instance
  DROP KEY by_app,
  ADD KEY by_app (app, id, cluster, node);
