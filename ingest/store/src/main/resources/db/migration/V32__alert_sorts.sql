-- What alerts are sorted by is found in an index; the longest ids leave no room for both names and id in a key.

ALTER TABLE alert
  DROP KEY by_service,
  ADD KEY by_service (service, raised, cluster),
  DROP KEY by_node,
  ADD KEY by_node (node, raised, cluster),
  DROP KEY by_app,
  ADD KEY by_app (app, raised),
  ADD KEY by_severity (severity, raised, id),
  ADD KEY by_since (since, raised, id);
