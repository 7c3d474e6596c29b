-- How many of an environment are in a state is counted in the index alone.

ALTER TABLE instance
  DROP KEY by_badness,
  ADD KEY by_badness (badness DESC, id, avail, stale, served_elsewhere, env);

ALTER TABLE service
  DROP KEY by_badness,
  ADD KEY by_badness (badness DESC, id, avail, stale, env);
