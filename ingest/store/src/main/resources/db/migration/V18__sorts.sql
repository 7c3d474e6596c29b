-- Lists are sorted in the order of an index either way, the state of a group and how many services of an app are away are
-- found in an index alone, and what an agent says of a node's place is cut up once.

ALTER TABLE instance
  -- few environments have many rows each: read one by one they cost more than the whole of by_badness, which has env too
  DROP KEY by_env,
  DROP KEY by_badness,
  ADD KEY by_badness (badness DESC, id, avail, stale, served_elsewhere, env, badges),
  DROP KEY by_since,
  ADD KEY by_since (since, id);

ALTER TABLE service
  DROP KEY by_app,
  ADD KEY by_app (app, avail, service),
  DROP KEY by_since,
  ADD KEY by_since (since, id);

-- An agent says the place as one text: country=FR, building=B2, rack=R12.
ALTER TABLE node_inventory
  ADD COLUMN levels    VARCHAR(300) COLLATE utf8mb4_nopad_bin AS (CONCAT(',', REPLACE(location, ', ', ','))) VIRTUAL
    COMMENT 'location, each level behind a comma' AFTER location,
  ADD COLUMN building  VARCHAR(255) COLLATE utf8mb4_nopad_bin AS (IF(LOCATE(',building=', levels) > 0,
    SUBSTRING_INDEX(SUBSTRING_INDEX(levels, ',building=', -1), ',', 1), '')) STORED AFTER levels,
  ADD COLUMN room      VARCHAR(255) COLLATE utf8mb4_nopad_bin AS (IF(LOCATE(',room=', levels) > 0,
    SUBSTRING_INDEX(SUBSTRING_INDEX(levels, ',room=', -1), ',', 1), '')) STORED AFTER building,
  ADD COLUMN rack      VARCHAR(255) COLLATE utf8mb4_nopad_bin AS (IF(LOCATE(',rack=', levels) > 0,
    SUBSTRING_INDEX(SUBSTRING_INDEX(levels, ',rack=', -1), ',', 1), '')) STORED AFTER room,
  ADD COLUMN enclosure VARCHAR(255) COLLATE utf8mb4_nopad_bin AS (IF(LOCATE(',enclosure=', levels) > 0,
    SUBSTRING_INDEX(SUBSTRING_INDEX(levels, ',enclosure=', -1), ',', 1), '')) STORED AFTER rack,
  ADD COLUMN slot      VARCHAR(255) COLLATE utf8mb4_nopad_bin AS (IF(LOCATE(',slot=', levels) > 0,
    SUBSTRING_INDEX(SUBSTRING_INDEX(levels, ',slot=', -1), ',', 1), '')) STORED AFTER enclosure;
