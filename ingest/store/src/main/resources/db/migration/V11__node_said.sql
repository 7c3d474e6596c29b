-- Where a node stands, what feeds it, whose it is and until when it is maintained, as people say: it comes before what its
-- agent says.

ALTER TABLE node_edit
  ADD COLUMN site            VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  ADD COLUMN building        VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  ADD COLUMN room            VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  ADD COLUMN rack            VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  ADD COLUMN enclosure       VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  ADD COLUMN slot            VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '' COMMENT 'place in rack or enclosure',
  ADD COLUMN power           TEXT          COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '[]' COMMENT 'JSON array: feeds, any one of which is enough',
  ADD COLUMN team            VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  ADD COLUMN serial          VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  ADD COLUMN asset           VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '' COMMENT 'number in the inventory of the house',
  ADD COLUMN warranty_end    BIGINT        NULL COMMENT 'beginning of that day, UTC',
  ADD COLUMN maintenance_end BIGINT        NULL COMMENT 'beginning of that day, UTC',
  ADD COLUMN comment         VARCHAR(1000) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '';
