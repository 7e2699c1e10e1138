-- Which of two settings, or of two corrections, came later: a clock may stand still or be set back. Of those from before there is no
-- number; they stand first, in the order of their instants.
ALTER TABLE lock_authorities ADD COLUMN number BIGINT;
ALTER TABLE update_procedures ADD COLUMN number BIGINT;
ALTER TABLE review_settings ADD COLUMN number BIGINT;
ALTER TABLE corrections ADD COLUMN number BIGINT;
