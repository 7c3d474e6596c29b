-- People, and what they answer for. Written by the api only; nothing here can be made again from Kafka.

RENAME TABLE account TO person;

ALTER TABLE person
  CHANGE COLUMN changed password_changed BIGINT NOT NULL COMMENT 'when the password was set last',
  MODIFY COLUMN password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT ''
    COMMENT 'Argon2id, PHC text; empty: no password is good',
  ADD COLUMN full_name VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  ADD COLUMN mail      VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  ADD COLUMN language  VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'en' COMMENT 'of mails',
  ADD COLUMN disabled  BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'signs in no more, gets no mail',
  ADD COLUMN n         BIGINT       NOT NULL DEFAULT 1 COMMENT 'act that touched the row last; never 0, which is said of what is not there',
  COMMENT 'who may sign in, and whom mails go to';

CREATE TABLE person_group (
  name        VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  description TEXT         COLLATE utf8mb4_nopad_bin NOT NULL,
  n           BIGINT       NOT NULL COMMENT 'act that touched the row last',
  PRIMARY KEY (name)
) COMMENT 'people who answer for things as one';

CREATE TABLE group_member (
  of_group VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  person   VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  PRIMARY KEY (of_group, person),
  KEY by_person (person, of_group),
  CONSTRAINT member_of FOREIGN KEY (of_group) REFERENCES person_group (name) ON DELETE CASCADE,
  CONSTRAINT member_is FOREIGN KEY (person) REFERENCES person (name) ON DELETE CASCADE
);

CREATE TABLE app (
  name        VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'code, as services name it; none: of those that name none',
  description TEXT         COLLATE utf8mb4_nopad_bin NOT NULL,
  shared      BOOLEAN      NOT NULL COMMENT 'everyone who is signed in may see it',
  n           BIGINT       NOT NULL COMMENT 'act that touched the row last',
  PRIMARY KEY (name)
) COMMENT 'applications that people look after';

INSERT INTO app (name, description, shared, n) VALUES ('none', '', FALSE, 1);

CREATE TABLE answerable (
  of_kind  ENUM('app','service','node') CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  of_id    VARCHAR(511) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'code, cluster/service, cluster/node',
  who_kind ENUM('person','group') CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  who      VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  reader   BOOLEAN      NOT NULL COMMENT 'sees it, and answers for nothing: no mail, no ticket',
  PRIMARY KEY (of_kind, of_id, who_kind, who),
  KEY by_who (who_kind, who, of_kind, of_id)
) COMMENT 'who answers for what';

CREATE TABLE node_edit (
  node VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'cluster/node',
  app  VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'code of the app it belongs to; empty for none',
  n    BIGINT       NOT NULL COMMENT 'act that touched the row last',
  PRIMARY KEY (node)
) COMMENT 'what people say of nodes';

-- Every act of a person is numbered under the lock of this row: their numbers are the order of their commits, without a gap.
CREATE TABLE act_number (
  one         TINYINT     NOT NULL,
  incarnation VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL
    COMMENT 'of these tables; tables put back from a copy get another one, and all they hold is handed on again',
  last        BIGINT      NOT NULL,
  PRIMARY KEY (one)
);

INSERT INTO act_number (one, incarnation, last) VALUES (1, UUID(), 0);

CREATE TABLE outbox (
  n      BIGINT       NOT NULL COMMENT 'number of the act',
  item   INT          NOT NULL COMMENT 'place within the act, from 0',
  topic  VARCHAR(100) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  id     VARCHAR(600) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'key of the record',
  anchor VARCHAR(600) COLLATE utf8mb4_nopad_bin NOT NULL,
  value  MEDIUMTEXT   COLLATE utf8mb4_nopad_bin NULL COMMENT 'null: what the key names is gone',
  PRIMARY KEY (n, item)
) COMMENT 'written with the change it tells, relayed to Kafka in order, then deleted';

ALTER TABLE console_session CHANGE COLUMN account person VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL;
ALTER TABLE api_token CHANGE COLUMN account person VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL;
