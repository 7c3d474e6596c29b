-- The failed actions of one service are counted without reading all it ever did.

ALTER TABLE action
  ADD KEY by_failure (service, status, cluster);
