CREATE TRIGGER regulation_versions_stay BEFORE UPDATE ON regulation_versions BEGIN SELECT RAISE(ABORT, 'regulation_versions are append-only'); END;
CREATE TRIGGER regulation_versions_remain BEFORE DELETE ON regulation_versions BEGIN SELECT RAISE(ABORT, 'regulation_versions are append-only'); END;
CREATE TRIGGER regulation_clauses_stay BEFORE UPDATE ON regulation_clauses BEGIN SELECT RAISE(ABORT, 'regulation_clauses are append-only'); END;
CREATE TRIGGER regulation_clauses_remain BEFORE DELETE ON regulation_clauses BEGIN SELECT RAISE(ABORT, 'regulation_clauses are append-only'); END;
CREATE TRIGGER regulation_pledges_stay BEFORE UPDATE ON regulation_pledges BEGIN SELECT RAISE(ABORT, 'regulation_pledges are append-only'); END;
CREATE TRIGGER regulation_pledges_remain BEFORE DELETE ON regulation_pledges BEGIN SELECT RAISE(ABORT, 'regulation_pledges are append-only'); END;
CREATE TRIGGER regulation_reminders_stay BEFORE UPDATE ON regulation_reminders BEGIN SELECT RAISE(ABORT, 'regulation_reminders are append-only'); END;
CREATE TRIGGER regulation_reminders_remain BEFORE DELETE ON regulation_reminders BEGIN SELECT RAISE(ABORT, 'regulation_reminders are append-only'); END;
