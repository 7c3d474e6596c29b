-- Tokens that nodes join with. Written and read by the api; nothing here can be made again from Kafka.

CREATE TABLE enrolment (
  name     VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL,
  digest   CHAR(64)     CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'SHA-256 of the token, hex',
  cluster  VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'of nodes that join with it',
  names    VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'pattern of their names: * and ?',
  uses     INT          NOT NULL COMMENT 'how many nodes may join',
  used     INT          NOT NULL COMMENT 'how many did',
  expires  BIGINT       NOT NULL,
  known    BOOLEAN      NOT NULL COMMENT 'also by the name of a node that is known: it is replaced',
  made_by  VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'account',
  created  BIGINT       NOT NULL,
  PRIMARY KEY (name),
  UNIQUE KEY digest (digest)
) COMMENT 'tokens that nodes join with';
