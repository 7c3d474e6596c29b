-- What people did. Written by the recorder only, and never changed: entries of a partition are numbered without a gap, each
-- with the hash of the one before it. The topic keeps a year, these tables keep all: they are not among what a recorder
-- that forgets begins anew.

CREATE TABLE audit (
  part        INT          NOT NULL,
  n           BIGINT       NOT NULL COMMENT 'number of the entry in its partition, from 1 without a gap',
  topic_id    VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'id the topic got when it was created',
  pos         BIGINT       NOT NULL COMMENT 'offset of the record in that topic',
  appended    BIGINT       NOT NULL COMMENT 'time of the record',
  day         DATE         NOT NULL COMMENT 'UTC, of appended; never before the day of the entry before',
  record      MEDIUMBLOB   NULL     COMMENT 'value of the record, byte by byte; all columns below are made of it',
  prev        CHAR(64)     CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'hash of the entry before; zeros before the first',
  hash        CHAR(64)     CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'SHA-256, hex, of prev, the columns above but day, and record',
  id          VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'part-n: names the entry',
  entry       VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'id the api gave it',
  at          BIGINT       NOT NULL,
  person      VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'of a refused sign-in the name as it was typed',
  role        VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  address     VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  act         VARCHAR(40)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'as in the event, a word of a newer version too; unreadable: the record is no entry',
  kind        VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL,
  object      VARCHAR(600) COLLATE utf8mb4_nopad_bin NOT NULL,
  before_json MEDIUMTEXT   COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON: field to value',
  after_json  MEDIUMTEXT   COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON: field to value',
  outcome     VARCHAR(40)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'ok, refused',
  PRIMARY KEY (part, n),
  UNIQUE KEY by_id (id),
  KEY by_day (part, day, n),
  KEY by_at (at DESC, id),
  KEY by_person (person, at DESC, id),
  KEY by_object (object, at DESC, id)
) COMMENT 'acts of people, one row each, chained by hash';

CREATE TABLE audit_day (
  part    INT      NOT NULL,
  day     DATE     NOT NULL,
  entries BIGINT   NOT NULL,
  head    CHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'hash of its last entry',
  PRIMARY KEY (part, day)
) COMMENT 'heads of the audit chain';
