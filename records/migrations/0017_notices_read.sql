-- Until when somebody has read what they are told.
ALTER TABLE accounts ADD COLUMN notices_read_at TIMESTAMPTZ;
