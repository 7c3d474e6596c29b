-- A service that warns is not nowhere: where it warns.

ALTER TABLE service
  ADD COLUMN warn_nodes MEDIUMTEXT COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '[]'
    COMMENT 'JSON array' AFTER up_nodes;
