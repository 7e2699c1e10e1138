CREATE TRIGGER scheduled_runs_stay BEFORE UPDATE ON scheduled_runs BEGIN SELECT RAISE(ABORT, 'scheduled_runs are append-only'); END;
CREATE TRIGGER scheduled_runs_remain BEFORE DELETE ON scheduled_runs BEGIN SELECT RAISE(ABORT, 'scheduled_runs are append-only'); END;
