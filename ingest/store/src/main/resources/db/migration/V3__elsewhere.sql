-- An instance that is down while another node serves its service is as it should be: not among the worst.

ALTER TABLE instance
  ADD COLUMN served_elsewhere BOOLEAN NOT NULL DEFAULT FALSE
    COMMENT 'down here, served by another node' AFTER misplaced,
  DROP KEY by_badness,
  DROP COLUMN badness;

ALTER TABLE instance
  ADD COLUMN badness TINYINT AS (CASE WHEN avail = 'down' AND NOT served_elsewhere THEN 60
                                 WHEN avail = 'warn' THEN 50
                                 WHEN avail = 'undef' THEN 45 WHEN avail = 'stdby down' THEN 40
                                 WHEN overall = 'warn' THEN 30 WHEN stale THEN 25
                                 WHEN avail = 'stdby up' THEN 10 WHEN served_elsewhere THEN 8
                                 WHEN avail = 'up' THEN 5 ELSE 0 END) STORED
                                 COMMENT 'worst first' AFTER overall,
  ADD KEY by_badness (badness DESC, id, avail, stale, served_elsewhere);

ALTER TABLE service
  ADD COLUMN badges VARCHAR(400) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '{}'
    COMMENT 'JSON: group to availability' AFTER action;
