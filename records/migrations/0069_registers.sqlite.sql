CREATE TRIGGER register_entries_stay BEFORE UPDATE ON register_entries BEGIN SELECT RAISE(ABORT, 'register_entries are append-only'); END;
CREATE TRIGGER register_entries_remain BEFORE DELETE ON register_entries BEGIN SELECT RAISE(ABORT, 'register_entries are append-only'); END;
CREATE TRIGGER register_versions_stay BEFORE UPDATE ON register_versions BEGIN SELECT RAISE(ABORT, 'register_versions are append-only'); END;
CREATE TRIGGER register_versions_remain BEFORE DELETE ON register_versions BEGIN SELECT RAISE(ABORT, 'register_versions are append-only'); END;
CREATE TRIGGER register_steps_stay BEFORE UPDATE ON register_steps BEGIN SELECT RAISE(ABORT, 'register_steps are append-only'); END;
CREATE TRIGGER register_steps_remain BEFORE DELETE ON register_steps BEGIN SELECT RAISE(ABORT, 'register_steps are append-only'); END;
