-- What a feed reads of actions: what began or ended last first.

ALTER TABLE action
  ADD COLUMN newest BIGINT AS (COALESCE(end_at, begin_at)) STORED COMMENT 'when it ended, or began',
  ADD KEY by_newest (newest DESC, id);
