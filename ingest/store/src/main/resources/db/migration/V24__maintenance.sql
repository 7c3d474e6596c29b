-- Somebody works on a node, and says so there: until when, why, who.

ALTER TABLE node
  ADD COLUMN maintenance_until   BIGINT        NULL COMMENT 'null: nobody works on it' AFTER grace_seconds,
  ADD COLUMN maintenance_comment VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '' AFTER maintenance_until,
  ADD COLUMN maintenance_by      VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '' AFTER maintenance_comment;

-- A node in maintenance is a silence too, under its own name.
ALTER TABLE alert
  MODIFY COLUMN silenced_by VARCHAR(530) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT ''
    COMMENT 'silence that hits it, or hit it when it ended, or maintenance:cluster/node; empty: none';
