-- What people of the console ask of nodes. Written by the api only.

CREATE TABLE action_request (
  id         CHAR(36)      CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  action     VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'start, stop …',
  selectors  MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON object: rids, subsets, tags',
  comment    VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL,
  state      VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'proposed, sent, withdrawn',
  by_whom    VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  at         BIGINT        NOT NULL,
  expires    BIGINT        NOT NULL COMMENT 'proposed: until when it waits for a second person; sent: until when nodes begin it',
  decided_by VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'who confirmed or withdrew it; empty: nobody',
  decided_at BIGINT        NULL,
  n          BIGINT        NOT NULL COMMENT 'act that touched the row last',
  PRIMARY KEY (id),
  KEY by_at (at, id)
) COMMENT 'what people ask of nodes';

CREATE TABLE action_request_target (
  request CHAR(36)     CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  action  CHAR(36)     CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'id of the action it becomes',
  cluster VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  service VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  node    VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  PRIMARY KEY (action),
  KEY by_request (request)
) COMMENT 'where a request is to be done';

CREATE TABLE request_counter (
  node VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'cluster/node',
  last BIGINT       NOT NULL COMMENT 'of its last request; never below the milliseconds since 1970 it was made at',
  PRIMARY KEY (node)
) COMMENT 'numbers of requests, by which a node knows old ones';

CREATE TABLE request_key (
  one    TINYINT      NOT NULL,
  public VARCHAR(500) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'PEM',
  PRIMARY KEY (one)
) COMMENT 'the key that signs requests: the same in every api of one collector';
