-- What lists count is counted in an index alone: states of an environment; services and nodes of an app.

ALTER TABLE instance
  DROP KEY by_badness,
  ADD KEY by_badness (badness DESC, id, avail, stale, served_elsewhere, env),
  DROP KEY by_app,
  ADD KEY by_app (app, cluster, node, id),
  -- what never changes costs nothing when a state does
  ADD KEY by_container (container_type, id),
  ADD KEY by_preferred (preferred_node, id),
  ADD KEY by_node_env (node_env, id);

ALTER TABLE service
  DROP KEY by_badness,
  ADD KEY by_badness (badness DESC, id, avail, stale, env),
  DROP KEY by_app,
  ADD KEY by_app (app, service, avail);

ALTER TABLE action
  ADD KEY by_action (action, begin_at DESC, id);
