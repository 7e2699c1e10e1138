CREATE TRIGGER server_runs_stay BEFORE UPDATE ON server_runs
WHEN OLD.stopped_at IS NOT NULL OR NEW.school_id <> OLD.school_id OR NEW.id <> OLD.id OR NEW.started_at <> OLD.started_at
BEGIN SELECT RAISE(ABORT, 'server_runs are only moved on'); END;
CREATE TRIGGER server_runs_remain BEFORE DELETE ON server_runs BEGIN SELECT RAISE(ABORT, 'server_runs are append-only'); END;
