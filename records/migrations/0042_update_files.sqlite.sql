CREATE TRIGGER update_files_stay BEFORE UPDATE ON update_files BEGIN SELECT RAISE(ABORT, 'update_files are append-only'); END;
CREATE TRIGGER update_files_remain BEFORE DELETE ON update_files BEGIN SELECT RAISE(ABORT, 'update_files are append-only'); END;
