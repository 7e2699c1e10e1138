CREATE TRIGGER left_out_files_stay BEFORE UPDATE ON left_out_files BEGIN SELECT RAISE(ABORT, 'left_out_files are append-only'); END;
CREATE TRIGGER left_out_files_remain BEFORE DELETE ON left_out_files BEGIN SELECT RAISE(ABORT, 'left_out_files are append-only'); END;
