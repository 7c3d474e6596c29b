-- A name that somebody of a provider of identities has is theirs for good.

ALTER TABLE person
  ADD COLUMN subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT ''
    COMMENT 'what the provider calls them for ever; empty: nobody of it came yet';
