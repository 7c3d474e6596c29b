-- What a node without Kafka proves itself with at the gateway. Written by the api, read by the gateway; nothing here
-- can be made again from Kafka.

CREATE TABLE node_token (
  node    VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'cluster/node: the only one it speaks for',
  digest  CHAR(64)     CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'SHA-256 of the token, hex',
  made_by VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'account',
  created BIGINT       NOT NULL,
  PRIMARY KEY (node)
) COMMENT 'tokens of nodes, one each';
