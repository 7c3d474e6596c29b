-- Channels that are told beside people: webhooks, chats, trackers.

-- Written by the api only. The secret itself is in no table: a file of notify's has it.
CREATE TABLE channel (
  name     VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  kind     VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'webhook, chat, tracker',
  address  VARCHAR(1000) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT '{{secret}} stands for the secret',
  plain    BOOLEAN       NOT NULL COMMENT 'the address may be http',
  secret   VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'name of its file; empty: none',
  template VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'of a tracker; empty of others',
  settings MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON object: what the template asks for',
  body     MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'own text of what is sent; empty: the usual one',
  language VARCHAR(8)    COLLATE utf8mb4_nopad_bin NOT NULL,
  apps     MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array; empty: all',
  least    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'severity it is told of; null: any',
  enabled  BOOLEAN       NOT NULL,
  by_whom  VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  n        BIGINT        NOT NULL COMMENT 'act that touched the row last',
  PRIMARY KEY (name)
) COMMENT 'what is told beside people';

ALTER TABLE ticket_told
  ADD COLUMN channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'mail'
    COMMENT 'mail of a person; of others person is the name of the channel' AFTER place;

ALTER TABLE delivery
  ADD KEY by_whom (channel, to_whom, at);
