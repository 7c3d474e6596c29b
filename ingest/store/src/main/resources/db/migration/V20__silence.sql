-- What people mute, and by which of that an alert is muted.

-- Written by the api only.
CREATE TABLE silence (
  id               VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  kind             VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'silence, maintenance',
  q                VARCHAR(1000) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'filter over alerts; empty: all',
  apps             MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array: of these apps alone; empty: of all',
  begin_at         BIGINT        NOT NULL,
  end_at           BIGINT        NULL COMMENT 'null: never, of a recurring one',
  recurrence       VARCHAR(1000) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'RRULE; empty: once',
  zone             VARCHAR(64)   COLLATE utf8mb4_nopad_bin NOT NULL,
  duration_seconds BIGINT        NOT NULL COMMENT 'of each occurrence; 0 without a recurrence',
  counts           BOOLEAN       NOT NULL COMMENT 'as downtime',
  comment          VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL,
  by_whom          VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  n                BIGINT        NOT NULL COMMENT 'act that touched the row last',
  PRIMARY KEY (id)
) COMMENT 'silences and maintenance';

ALTER TABLE alert
  ADD COLUMN silenced_by VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT ''
    COMMENT 'silence that hits it, or hit it when it ended; empty: none' AFTER held_by;
