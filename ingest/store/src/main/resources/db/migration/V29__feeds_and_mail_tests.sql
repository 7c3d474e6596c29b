-- What a feed reads, what began or ended last first; and test mails.

ALTER TABLE alert
  ADD COLUMN newest BIGINT AS (COALESCE(resolved, raised)) STORED COMMENT 'when it ended, or was raised',
  ADD KEY by_newest (newest DESC, id);

ALTER TABLE ticket
  ADD COLUMN newest BIGINT AS (COALESCE(closed, opened)) STORED COMMENT 'when it was closed, or opened',
  ADD KEY by_newest (newest DESC, id);

ALTER TABLE api_token
  MODIFY COLUMN scope VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'act' COMMENT 'feed, read, act';

-- Test mails: the last one of each person, and what became of it.
ALTER TABLE person
  ADD COLUMN mail_test   VARCHAR(100) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'id of the last test mail; null: none yet',
  ADD COLUMN mail_tested BIGINT       NULL COMMENT 'when it was asked for';

ALTER TABLE delivery
  ADD COLUMN test VARCHAR(100) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'id of the test mail it tells of; null: of none',
  ADD KEY by_test (test);
