-- What the pipeline derives. Written by the recorder only; can be rebuilt from Kafka.
-- Ids and names are ASCII by rule; free text is utf8mb4_nopad_bin so that SQL and predicates compare alike.
-- Every moment is milliseconds since 1970 UTC. part and pos say which record wrote the row: a row never goes backwards,
-- because its transaction also moved the position of that partition from where the record was read, and only one can.
-- Keys serve the orders and counts of the lists. Those on what never changes (names, app, env) cost nothing on a change.

CREATE TABLE `position` (
  topic      VARCHAR(100) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  part       INT          NOT NULL,
  topic_id   VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  cluster_id VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  next       BIGINT       NOT NULL COMMENT 'first offset not yet recorded',
  PRIMARY KEY (topic, part)
) COMMENT 'how far each partition is recorded, moved in the same transaction as its rows';

CREATE TABLE pulse (
  topic    VARCHAR(100) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  part     INT          NOT NULL,
  appended BIGINT       NOT NULL COMMENT 'append time of the newest input pulse whose effects are recorded',
  PRIMARY KEY (topic, part)
) COMMENT 'how far behind the fleet each partition is';

CREATE TABLE instance (
  id             VARCHAR(767) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'cluster/service@node',
  cluster        VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  service        VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  node           VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  n              BIGINT       NOT NULL COMMENT 'change number',
  avail          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  overall        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  badness        TINYINT      AS (CASE WHEN avail = 'down' THEN 60 WHEN avail = 'warn' THEN 50
                                  WHEN avail = 'undef' THEN 45 WHEN avail = 'stdby down' THEN 40
                                  WHEN overall = 'warn' THEN 30 WHEN stale THEN 25
                                  WHEN avail = 'stdby up' THEN 10 WHEN avail = 'up' THEN 5 ELSE 0 END) STORED
                                  COMMENT 'worst first',
  trusted        BOOLEAN      NOT NULL,
  stale          BOOLEAN      NOT NULL,
  stale_reason   VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  frozen         BOOLEAN      NOT NULL,
  provisioned    BOOLEAN      NOT NULL,
  misplaced      BOOLEAN      NOT NULL,
  since          BIGINT       NOT NULL,
  known_from     BIGINT       NOT NULL,
  last_report    BIGINT       NULL,
  app            VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  env            VARCHAR(64)  COLLATE utf8mb4_nopad_bin NOT NULL,
  node_env       VARCHAR(64)  COLLATE utf8mb4_nopad_bin NOT NULL,
  container_type VARCHAR(64)  COLLATE utf8mb4_nopad_bin NOT NULL,
  topology       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  preferred_node VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  action         VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'running now',
  monitor        VARCHAR(64)  COLLATE utf8mb4_nopad_bin NOT NULL,
  badges         VARCHAR(400) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON: group to availability',
  resources      MEDIUMTEXT   COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON: rid to resource, as in the event',
  part           INT          NOT NULL,
  pos            BIGINT       NOT NULL,
  PRIMARY KEY (id),
  KEY by_badness (badness DESC, id, avail, stale),
  KEY by_service (service, id),
  KEY by_node (node, id, cluster),
  KEY by_app (app, id),
  KEY by_env (env, id),
  KEY by_since (since DESC, id)
) COMMENT 'instances now';

CREATE TABLE service (
  id               VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'cluster/service',
  cluster          VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  service          VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  n                BIGINT       NOT NULL,
  avail            VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  overall          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  badness          TINYINT      AS (CASE WHEN avail = 'down' THEN 60 WHEN avail = 'warn' THEN 50
                                    WHEN avail = 'undef' THEN 45 WHEN avail = 'stdby down' THEN 40
                                    WHEN overall = 'warn' THEN 30 WHEN stale THEN 25
                                    WHEN avail = 'stdby up' THEN 10 WHEN avail = 'up' THEN 5 ELSE 0 END) STORED
                                    COMMENT 'worst first',
  stale            BOOLEAN      NOT NULL,
  frozen           BOOLEAN      NOT NULL,
  misplaced        BOOLEAN      NOT NULL,
  since            BIGINT       NOT NULL,
  known_from       BIGINT       NOT NULL,
  app              VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  env              VARCHAR(64)  COLLATE utf8mb4_nopad_bin NOT NULL,
  container_type   VARCHAR(64)  COLLATE utf8mb4_nopad_bin NOT NULL,
  topology         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  flex_min         INT          NOT NULL,
  flex_max         INT          NOT NULL,
  preferred_node   VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  nodes            MEDIUMTEXT   COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array',
  up_nodes         MEDIUMTEXT   COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array',
  last_known_up_on MEDIUMTEXT   COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array',
  instances        INT          NOT NULL,
  action           VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  part             INT          NOT NULL,
  pos              BIGINT       NOT NULL,
  PRIMARY KEY (id),
  KEY by_badness (badness DESC, id, avail, stale),
  KEY by_name (service),
  KEY by_app (app, service),
  KEY by_since (since DESC, id)
) COMMENT 'services now';

CREATE TABLE service_config (
  id       VARCHAR(767) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'cluster/service@node',
  cluster  VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  service  VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  node     VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  epoch    BIGINT       NOT NULL,
  seq      BIGINT       NOT NULL,
  stamp    BIGINT       NOT NULL,
  checksum VARCHAR(100) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  content  MEDIUMTEXT   COLLATE utf8mb4_nopad_bin NOT NULL,
  part     INT          NOT NULL,
  pos      BIGINT       NOT NULL,
  PRIMARY KEY (id),
  KEY by_service (cluster, service)
) COMMENT 'configuration of each instance, as its node has it';

CREATE TABLE node (
  id            VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'cluster/node',
  cluster       VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  node          VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  n             BIGINT       NOT NULL,
  state         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  badness       TINYINT      AS (CASE state WHEN 'silent' THEN 60 WHEN 'leaving' THEN 30 WHEN 'known' THEN 20
                                 WHEN 'alive' THEN 5 ELSE 0 END) STORED COMMENT 'worst first',
  frozen        BOOLEAN      NOT NULL,
  since         BIGINT       NOT NULL,
  known_from    BIGINT       NOT NULL,
  last_seen     BIGINT       NULL COMMENT 'at most a minute old while alive',
  skew_millis   BIGINT       NOT NULL,
  grace_seconds INT          NOT NULL,
  env           VARCHAR(64)  COLLATE utf8mb4_nopad_bin NOT NULL,
  site          VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  boot_id       VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL,
  agent_version VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL,
  part          INT          NOT NULL,
  pos           BIGINT       NOT NULL,
  PRIMARY KEY (id),
  KEY by_badness (badness DESC, id, state)
) COMMENT 'nodes now';

CREATE TABLE node_inventory (
  id           VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'cluster/node',
  epoch        BIGINT       NOT NULL,
  seq          BIGINT       NOT NULL,
  hostname     VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  team         VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  location     VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  os           VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL,
  os_version   VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL,
  kernel       VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  arch         VARCHAR(64)  COLLATE utf8mb4_nopad_bin NOT NULL,
  manufacturer VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  model        VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  serial       VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  cpu_model    VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  cpu_threads  INT          NOT NULL,
  memory_bytes BIGINT       NOT NULL,
  addresses    MEDIUMTEXT   COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'JSON array',
  part         INT          NOT NULL,
  pos          BIGINT       NOT NULL,
  PRIMARY KEY (id)
) COMMENT 'what each node is made of, by its own word';

CREATE TABLE action (
  id              VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL,
  cluster         VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  service         VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  node            VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  action          VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL,
  status          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'running, ok, warn, err, off',
  origin          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  by_whom         VARCHAR(255) COLLATE utf8mb4_nopad_bin NOT NULL,
  command         TEXT         COLLATE utf8mb4_nopad_bin NOT NULL,
  pid             BIGINT       NOT NULL,
  begin_at        BIGINT       NOT NULL,
  end_at          BIGINT       NULL,
  timeout_seconds INT          NOT NULL,
  line_count      INT          NOT NULL DEFAULT 0,
  n               BIGINT       NOT NULL COMMENT 'position of the newest record that touched the row',
  part            INT          NOT NULL,
  pos             BIGINT       NOT NULL,
  PRIMARY KEY (id),
  KEY by_begin (begin_at DESC, id),
  KEY by_status (status, begin_at DESC, id),
  KEY by_service (service, begin_at DESC, id),
  KEY by_node (node, begin_at DESC, id)
) COMMENT 'audit: one row per command on one node for one service';

CREATE TABLE action_line (
  action   VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL,
  number   INT          NOT NULL,
  rid      VARCHAR(300) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  level    VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  text     TEXT         COLLATE utf8mb4_nopad_bin NOT NULL,
  pid      BIGINT       NOT NULL,
  begin_at BIGINT       NOT NULL,
  end_at   BIGINT       NULL,
  status   VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,
  part     INT          NOT NULL,
  pos      BIGINT       NOT NULL,
  PRIMARY KEY (action, number)
) COMMENT 'lines of actions';

-- Closed spans. The open span is the row of the present. month is the append month (yyyymm) of the record that
-- closed the span; MariaDB wants the partitioning column in every unique key. The recorder adds months ahead of time.

CREATE TABLE instance_span (
  id          VARCHAR(767) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  n           BIGINT       NOT NULL,
  month       INT          NOT NULL,
  avail       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  overall     VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  stale       BOOLEAN      NOT NULL,
  frozen      BOOLEAN      NOT NULL,
  since       BIGINT       NOT NULL,
  until       BIGINT       NOT NULL,
  known_from  BIGINT       NOT NULL,
  known_until BIGINT       NOT NULL,
  PRIMARY KEY (id, n, month)
) PARTITION BY RANGE (month) (PARTITION later VALUES LESS THAN MAXVALUE);

CREATE TABLE resource_span (
  id          VARCHAR(767) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  rid         VARCHAR(300) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  n           BIGINT       NOT NULL,
  month       INT          NOT NULL,
  status      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  since       BIGINT       NOT NULL,
  until       BIGINT       NOT NULL,
  known_from  BIGINT       NOT NULL,
  known_until BIGINT       NOT NULL,
  PRIMARY KEY (id, rid, n, month)
) PARTITION BY RANGE (month) (PARTITION later VALUES LESS THAN MAXVALUE);

CREATE TABLE service_span (
  id          VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  n           BIGINT       NOT NULL,
  month       INT          NOT NULL,
  avail       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  overall     VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  stale       BOOLEAN      NOT NULL,
  since       BIGINT       NOT NULL,
  until       BIGINT       NOT NULL,
  known_from  BIGINT       NOT NULL,
  known_until BIGINT       NOT NULL,
  PRIMARY KEY (id, n, month)
) PARTITION BY RANGE (month) (PARTITION later VALUES LESS THAN MAXVALUE);

CREATE TABLE node_span (
  id          VARCHAR(511) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  n           BIGINT       NOT NULL,
  month       INT          NOT NULL,
  state       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  since       BIGINT       NOT NULL,
  until       BIGINT       NOT NULL,
  known_from  BIGINT       NOT NULL,
  known_until BIGINT       NOT NULL,
  PRIMARY KEY (id, n, month)
) PARTITION BY RANGE (month) (PARTITION later VALUES LESS THAN MAXVALUE);
