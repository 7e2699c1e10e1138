CREATE TRIGGER digests_stay BEFORE UPDATE ON digests BEGIN SELECT RAISE(ABORT, 'digests are append-only'); END;
CREATE TRIGGER digests_remain BEFORE DELETE ON digests BEGIN SELECT RAISE(ABORT, 'digests are append-only'); END;
CREATE TRIGGER digest_lines_stay BEFORE UPDATE ON digest_lines BEGIN SELECT RAISE(ABORT, 'digest_lines are append-only'); END;
CREATE TRIGGER digest_lines_remain BEFORE DELETE ON digest_lines BEGIN SELECT RAISE(ABORT, 'digest_lines are append-only'); END;
