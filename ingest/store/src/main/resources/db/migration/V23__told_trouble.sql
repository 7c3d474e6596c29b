-- What the collector told streams is wrong and has not taken back: alerts of kinds that only it can see.
-- Written by the api in the act that tells it.

CREATE TABLE told_trouble (
  alert VARCHAR(702) COLLATE utf8mb4_nopad_bin NOT NULL,
  env   VARCHAR(64)  COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'as it was told',
  PRIMARY KEY (alert)
);
