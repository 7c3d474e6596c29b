-- Tickets as streams tell them, what became of each mail, and what people say of both.

-- Written by the recorder only, as the tables below; can be rebuilt from Kafka.
CREATE TABLE ticket (
  id       VARCHAR(275)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'app:number',
  app      VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  number   BIGINT        NOT NULL COMMENT 'within the app, from 1',
  state    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'gathering, open, sent, taken, closed',
  severity TINYINT       NOT NULL COMMENT 'of its worst alert; 0 info, 1 warning, 2 error, 3 critical',
  badness  TINYINT       AS (IF(state = 'closed', 0, severity + 1)) STORED COMMENT 'worst first',
  services MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array: those its alerts are about',
  nodes    MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array, likewise',
  alerts   INT           NOT NULL,
  ended    INT           NOT NULL COMMENT 'of the alerts',
  told     INT           NOT NULL COMMENT 'people it is for',
  accepted INT           NOT NULL COMMENT 'of the people: their server took it',
  refused  INT           NOT NULL COMMENT 'for good, of the people',
  failed   INT           NOT NULL COMMENT 'not yet, of the people: it is tried again',
  opened   BIGINT        NOT NULL,
  at       BIGINT        NOT NULL COMMENT 'of its last step',
  closed   BIGINT        NULL,
  sent     BIGINT        NULL,
  owner    VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'empty: nobody',
  external VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'id in a tracker; empty for none',
  link     VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL,
  n        BIGINT        NOT NULL COMMENT 'change number',
  part     INT           NOT NULL,
  pos      BIGINT        NOT NULL,
  PRIMARY KEY (id),
  KEY by_badness (badness DESC, opened DESC, id),
  KEY by_opened (opened, id),
  KEY by_app (app, opened, id),
  KEY by_severity (severity, opened, id),
  KEY by_owner (owner, opened, id),
  KEY by_alerts (alerts, opened, id)
) COMMENT 'tickets now: the open ones, and how each of the others ended';

CREATE TABLE ticket_line (
  ticket   VARCHAR(275) COLLATE utf8mb4_nopad_bin NOT NULL,
  place    INT          NOT NULL COMMENT 'from 0, in the order they came',
  alert    VARCHAR(702) COLLATE utf8mb4_nopad_bin NOT NULL,
  episode  BIGINT       NOT NULL,
  severity TINYINT      NOT NULL,
  summary  VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  since    BIGINT       NOT NULL,
  resolved BIGINT       NULL,
  PRIMARY KEY (ticket, place),
  KEY by_alert (alert, episode)
) COMMENT 'alerts in tickets';

CREATE TABLE ticket_told (
  ticket   VARCHAR(275) COLLATE utf8mb4_nopad_bin NOT NULL,
  place    INT          NOT NULL,
  person   VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  mail     VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  language VARCHAR(8)   COLLATE utf8mb4_nopad_bin NOT NULL,
  why      VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  state    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'empty: nothing was tried yet',
  detail   VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'why not',
  PRIMARY KEY (ticket, place)
) COMMENT 'whom tickets are for, and what became of that';

CREATE TABLE ticket_step (
  ticket   VARCHAR(275)  COLLATE utf8mb4_nopad_bin NOT NULL,
  n        BIGINT        NOT NULL,
  move     VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  at       BIGINT        NOT NULL,
  state    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  severity TINYINT       NOT NULL,
  by_whom  VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'empty: the collector itself',
  comment  VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL,
  owner    VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  alerts   INT           NOT NULL,
  ended    INT           NOT NULL,
  PRIMARY KEY (ticket, n)
) COMMENT 'every step of every ticket';

CREATE TABLE delivery (
  id       VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'of a mail its Message-ID',
  channel  VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'mail, webhook, chat, tracker',
  to_whom  VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'person, or name of the channel',
  address  VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  state    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'sending, accepted, refused, failed',
  attempt  INT           NOT NULL,
  at       BIGINT        NOT NULL,
  reply    VARCHAR(1000) COLLATE utf8mb4_nopad_bin NOT NULL,
  next_at  BIGINT        NULL COMMENT 'when it is tried again; null: never',
  tells    INT           NOT NULL COMMENT 'of so many transitions',
  external VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  link     VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL,
  part     INT           NOT NULL,
  pos      BIGINT        NOT NULL,
  PRIMARY KEY (id)
) COMMENT 'what became of each mail and call';

CREATE TABLE delivery_ticket (
  ticket   VARCHAR(275) COLLATE utf8mb4_nopad_bin NOT NULL,
  delivery VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  PRIMARY KEY (ticket, delivery)
) COMMENT 'of which tickets a mail tells';

ALTER TABLE alert
  ADD COLUMN ticket         VARCHAR(275)  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT ''
    COMMENT 'by which people were told of it; empty for none' AFTER ack_sticky,
  ADD COLUMN ticketed_at    BIGINT        NULL AFTER ticket,
  ADD COLUMN ticket_comment VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '' COMMENT 'who took it' AFTER ticketed_at;

ALTER TABLE alert_change
  ADD COLUMN silenced_by VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '' COMMENT 'empty: none' AFTER held_by;

-- Written by the api only, as what it adds below.
CREATE TABLE ticket_rule (
  id            VARCHAR(100) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  app           VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'empty: all',
  kind          VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'null: all',
  severity      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'null: all',
  production    BOOLEAN      NULL COMMENT 'null: both',
  after_seconds BIGINT       NULL COMMENT 'null: never',
  closes        BOOLEAN      NOT NULL COMMENT 'by itself when all its alerts have ended',
  by_whom       VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  n             BIGINT       NOT NULL COMMENT 'act that touched the row last',
  PRIMARY KEY (id)
) COMMENT 'after how long an alert that nobody takes becomes a ticket, as people say';

ALTER TABLE person
  ADD COLUMN least   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL
    COMMENT 'severity they are told of; null: any' AFTER disabled,
  ADD COLUMN on_call MEDIUMTEXT  COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '{}' COMMENT 'JSON: when they are told' AFTER least;

ALTER TABLE app
  ADD COLUMN chain MEDIUMTEXT COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '[]'
    COMMENT 'JSON array: who else is told of what nobody takes' AFTER shared;
