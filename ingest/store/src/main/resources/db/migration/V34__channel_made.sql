-- Since when a channel is there, and when it was tried.

ALTER TABLE channel
  ADD COLUMN made   BIGINT NULL COMMENT 'what is older is not for it; null: before this was noted',
  ADD COLUMN tested BIGINT NOT NULL DEFAULT 0 COMMENT 'when a test was asked for last';
