-- What nodes and services were called before. Written by the api only; nothing here can be made again from Kafka.

CREATE TABLE former_name (
  of_kind ENUM('node','service') CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  was     VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'id it had: cluster/name',
  now     VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'id it got',
  n       BIGINT       NOT NULL COMMENT 'act that said so',
  PRIMARY KEY (of_kind, was),
  KEY by_now (of_kind, now, was)
) COMMENT 'histories that go on under another name';
