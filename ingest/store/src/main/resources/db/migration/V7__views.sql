-- Questions that people keep. Written by the api only; nothing here can be made again from Kafka.

CREATE TABLE saved_view (
  owner   VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'account',
  list    VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'instances, services, nodes, actions',
  name    VARCHAR(100)  COLLATE utf8mb4_nopad_bin NOT NULL,
  query   VARCHAR(4000) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'q, sort, columns, as in an address',
  shared  BOOLEAN       NOT NULL COMMENT 'whether others read it',
  changed BIGINT        NOT NULL,
  PRIMARY KEY (owner, list, name),
  KEY by_list (shared, list)
) COMMENT 'filters, sorts and columns of lists, by name';
