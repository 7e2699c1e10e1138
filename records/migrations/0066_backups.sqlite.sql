CREATE TRIGGER recovery_keys_stay BEFORE UPDATE ON recovery_keys BEGIN SELECT RAISE(ABORT, 'recovery_keys are append-only'); END;
CREATE TRIGGER recovery_keys_remain BEFORE DELETE ON recovery_keys BEGIN SELECT RAISE(ABORT, 'recovery_keys are append-only'); END;
CREATE TRIGGER backup_runs_stay BEFORE UPDATE ON backup_runs BEGIN SELECT RAISE(ABORT, 'backup_runs are append-only'); END;
CREATE TRIGGER backup_runs_remain BEFORE DELETE ON backup_runs BEGIN SELECT RAISE(ABORT, 'backup_runs are append-only'); END;
CREATE TRIGGER restore_drills_stay BEFORE UPDATE ON restore_drills BEGIN SELECT RAISE(ABORT, 'restore_drills are append-only'); END;
CREATE TRIGGER restore_drills_remain BEFORE DELETE ON restore_drills BEGIN SELECT RAISE(ABORT, 'restore_drills are append-only'); END;
