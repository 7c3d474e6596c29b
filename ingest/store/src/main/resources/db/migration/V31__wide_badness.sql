-- What instances are sorted and searched by without an index of its own is read from the narrow one they all are in,
-- not from the whole rows with their resources.

ALTER TABLE instance
  DROP KEY by_badness,
  ADD KEY by_badness (badness DESC, id, avail, stale, served_elsewhere, env, badges, service, overall, last_report);
