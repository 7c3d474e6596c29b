-- Alerts as streams tell them, each with its transitions, and who knows of which failed action. Written by the recorder only;
-- can be rebuilt from Kafka.

CREATE TABLE alert (
  id          VARCHAR(702)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'kind:anchor:detail',
  kind        VARCHAR(100)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'a word of a newer version too',
  anchor      VARCHAR(702)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'service, node, app or site, fleet, collector',
  detail      VARCHAR(702)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'finer than its anchor; empty for none',
  cluster     VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'of service and node; empty for none',
  service     VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'empty: about none',
  node        VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'empty: about none',
  app         VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'first of apps; empty for none',
  apps        MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array',
  env         VARCHAR(64)   COLLATE utf8mb4_nopad_bin NOT NULL,
  production  BOOLEAN       NOT NULL,
  severity    TINYINT       NOT NULL COMMENT '0 info, 1 warning, 2 error, 3 critical',
  state       VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'open, resolved',
  badness     TINYINT       AS (IF(state = 'open', severity + 1, 0)) STORED COMMENT 'worst first',
  flapping    BOOLEAN       NOT NULL,
  held_by     VARCHAR(702)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'alert that is its root; empty for none',
  n           BIGINT        NOT NULL COMMENT 'change number',
  episode     BIGINT        NOT NULL,
  occurrence  INT           NOT NULL,
  since       BIGINT        NOT NULL,
  raised      BIGINT        NOT NULL,
  at          BIGINT        NOT NULL COMMENT 'of its last transition',
  resolved    BIGINT        NULL,
  reason      VARCHAR(30)   COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'why it was resolved',
  ack_by      VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'empty: by nobody',
  ack_at      BIGINT        NULL,
  ack_comment VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL,
  ack_expires BIGINT        NULL,
  ack_sticky  BOOLEAN       NOT NULL,
  facts       MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON: what decided it',
  evidence    MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array: records that decided it, as in the event',
  part        INT           NOT NULL,
  pos         BIGINT        NOT NULL,
  PRIMARY KEY (id),
  KEY by_badness (badness DESC, raised DESC, id),
  KEY by_raised (raised, id),
  KEY by_root (held_by),
  -- what never changes costs nothing when a state does
  KEY by_service (service, cluster),
  KEY by_node (node, cluster),
  KEY by_app (app)
) COMMENT 'alerts now: the open ones, and how each of the others ended';

-- month is that of at. A change number alone is not enough: streams forget what was resolved long ago, and count anew.
CREATE TABLE alert_change (
  alert      VARCHAR(702)  COLLATE utf8mb4_nopad_bin NOT NULL,
  at         BIGINT        NOT NULL,
  n          BIGINT        NOT NULL,
  month      INT           NOT NULL,
  move       VARCHAR(20)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  severity   TINYINT       NOT NULL,
  state      VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  episode    BIGINT        NOT NULL,
  occurrence INT           NOT NULL,
  held_by    VARCHAR(702)  COLLATE utf8mb4_nopad_bin NOT NULL,
  since      BIGINT        NOT NULL,
  reason     VARCHAR(30)   COLLATE utf8mb4_nopad_bin NOT NULL,
  by_whom    VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'who knows of it; empty: nobody',
  comment    VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'what they said',
  facts      MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL,
  evidence   MEDIUMTEXT    COLLATE utf8mb4_nopad_bin NOT NULL,
  PRIMARY KEY (alert, at, n, month)
) PARTITION BY RANGE (month) (PARTITION later VALUES LESS THAN MAXVALUE);

-- Beside the action, not in its row: an acknowledgement may be read before what it is about.
CREATE TABLE action_ack (
  action  VARCHAR(100)  COLLATE utf8mb4_nopad_bin NOT NULL,
  by_whom VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  at      BIGINT        NOT NULL,
  comment VARCHAR(2000) COLLATE utf8mb4_nopad_bin NOT NULL,
  part    INT           NOT NULL,
  pos     BIGINT        NOT NULL,
  PRIMARY KEY (action)
) COMMENT 'failed actions that somebody knows of';

-- Written by the api only.
CREATE TABLE alert_rule (
  kind             VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  disabled         BOOLEAN     NOT NULL,
  hold_seconds     BIGINT      NULL COMMENT 'as are those below, null: the default',
  escalate_seconds BIGINT      NULL,
  production       VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'severity',
  other            VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'severity',
  n                BIGINT      NOT NULL COMMENT 'act that touched the row last',
  PRIMARY KEY (kind)
) COMMENT 'what people say of kinds of alerts';
