-- What a copy had still to hand on may have been handed on since: who was copied, and up to which act.

ALTER TABLE act_number
  ADD COLUMN copy_of   VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT ''
    COMMENT 'incarnation of the tables these were put back from; empty: none',
  ADD COLUMN copy_last BIGINT      NOT NULL DEFAULT 0 COMMENT 'last act of that copy';
