-- Who may use the console. Written by the api only; nothing here can be made again from Kafka.

CREATE TABLE account (
  name          VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'what is typed at the sign-in',
  role          VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Argon2id, PHC text',
  created       BIGINT       NOT NULL,
  changed       BIGINT       NOT NULL COMMENT 'when the password was set last',
  PRIMARY KEY (name)
) COMMENT 'who may sign in';

CREATE TABLE console_session (
  id      CHAR(64)     CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'SHA-256 of the cookie, hex',
  account VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  began   BIGINT       NOT NULL,
  used    BIGINT       NOT NULL COMMENT 'at most a minute old while in use',
  PRIMARY KEY (id),
  KEY by_use (used),
  KEY by_account (account)
) COMMENT 'browsers that are signed in';

CREATE TABLE api_token (
  id      CHAR(64)     CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'SHA-256 of the token, hex',
  account VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  name    VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'what it is for',
  created BIGINT       NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY by_name (account, name)
) COMMENT 'tokens of scripts';
