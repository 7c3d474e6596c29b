-- What lists count is counted in an index alone: states of an environment; services and nodes of an app.

ALTER TABLE instance
  DROP KEY by_badness,
  ADD KEY by_badness (badness DESC, id, avail, stale, served_elsewhere, env),
  DROP KEY by_app,
  ADD KEY by_app (app, id, cluster, node);

ALTER TABLE service
  DROP KEY by_badness,
  ADD KEY by_badness (badness DESC, id, avail, stale, env),
  DROP KEY by_app,
  ADD KEY by_app (app, service, avail);
