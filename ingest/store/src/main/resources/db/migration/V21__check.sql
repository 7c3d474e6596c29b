-- What nodes measure, how that stands to its bounds, and the bounds people set.

-- Written by the recorder only; can be rebuilt from Kafka, and is so within ten minutes by the nodes.
CREATE TABLE check_value (
  id        VARCHAR(702)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'cluster/node:detail, as the alert about it has it',
  cluster   VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  node      VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  kind      VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  instance  VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'such as a mount point; empty where there is but one',
  service   VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'empty: of none',
  value     DECIMAL(15,3) NOT NULL,
  unit      VARCHAR(20)   COLLATE utf8mb4_nopad_bin NOT NULL,
  read_at   BIGINT        NOT NULL COMMENT 'append time of the run that had it',
  low       DECIMAL(15,3) NULL COMMENT 'null: no bound',
  high      DECIMAL(15,3) NULL COMMENT 'null: no bound',
  threshold VARCHAR(100)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'where the bounds come from; empty: the default of the kind',
  state     VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'ok, low, high',
  badness   TINYINT       AS (IF(state = 'ok', 0, 1)) STORED COMMENT 'out of bounds first',
  part      INT           NOT NULL,
  pos       BIGINT        NOT NULL,
  PRIMARY KEY (id),
  KEY by_badness (badness DESC, id),
  KEY by_node (node, cluster),
  KEY by_kind (kind, badness DESC, id)
) COMMENT 'what nodes measured last';

-- Written by the api only.
CREATE TABLE check_threshold (
  id      VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  kind    VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  node    VARCHAR(511)  CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'cluster/node; empty: of all',
  q       VARCHAR(1000) COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'filter over checks; empty: all',
  low     DECIMAL(15,3) NULL COMMENT 'null: no bound',
  high    DECIMAL(15,3) NULL COMMENT 'null: no bound',
  by_whom VARCHAR(255)  COLLATE utf8mb4_nopad_bin NOT NULL,
  n       BIGINT        NOT NULL COMMENT 'act that touched the row last',
  PRIMARY KEY (id),
  KEY by_node (node)
) COMMENT 'between what checks are well, as people say';
