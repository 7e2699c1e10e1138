-- Versions, their files and judgements are never changed and never removed.
CREATE TRIGGER submissions_stay BEFORE UPDATE ON submissions BEGIN SELECT RAISE(ABORT, 'submissions are append-only'); END;
CREATE TRIGGER submissions_remain BEFORE DELETE ON submissions BEGIN SELECT RAISE(ABORT, 'submissions are append-only'); END;
CREATE TRIGGER submission_files_stay BEFORE UPDATE ON submission_files BEGIN SELECT RAISE(ABORT, 'submission_files are append-only'); END;
CREATE TRIGGER submission_files_remain BEFORE DELETE ON submission_files BEGIN SELECT RAISE(ABORT, 'submission_files are append-only'); END;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_remain BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
