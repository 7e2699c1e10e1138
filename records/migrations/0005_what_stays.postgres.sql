-- SQLite has no TRUNCATE.
CREATE TRIGGER submissions_remain BEFORE TRUNCATE ON submissions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_files_remain BEFORE TRUNCATE ON submission_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER judgements_remain BEFORE TRUNCATE ON judgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
