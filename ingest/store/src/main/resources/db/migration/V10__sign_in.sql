-- What a token is good for, and until when; sessions whose secret changes; people a directory knows.

ALTER TABLE api_token
  ADD COLUMN scope   VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'act' COMMENT 'read, act',
  ADD COLUMN expires BIGINT NOT NULL DEFAULT (UNIX_TIMESTAMP() * 1000 + 7776000000) COMMENT 'those made before this version: in 90 days',
  ADD COLUMN used    BIGINT NOT NULL DEFAULT 0 COMMENT 'at most a minute old while in use; 0: never';

-- One session has a row for each secret that is still good.
ALTER TABLE console_session
  ADD COLUMN session  CHAR(36) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT (UUID()) COMMENT 'stays when the secret changes',
  ADD COLUMN made     BIGINT NOT NULL DEFAULT 0 COMMENT 'when this secret was made',
  ADD COLUMN replaces BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'nobody came with it yet: the one before it is still good',
  ADD COLUMN ends     BIGINT NOT NULL DEFAULT 0 COMMENT 'when it is good no more; 0: with the session',
  ADD COLUMN address  VARCHAR(45) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'where it was begun',
  ADD KEY by_session (session);

ALTER TABLE person
  ADD COLUMN source VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'local'
    COMMENT 'who knows the password: local, ldap, oidc';
