-- What a node does on request of people of the console, as its agent says.

ALTER TABLE node_inventory
  ADD COLUMN requests MEDIUMTEXT COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '[]'
    COMMENT 'JSON array of actions; empty: it takes no requests' AFTER addresses;
