CREATE TRIGGER lock_order_files_stay BEFORE UPDATE ON lock_order_files BEGIN SELECT RAISE(ABORT, 'lock_order_files are append-only'); END;
CREATE TRIGGER lock_order_files_remain BEFORE DELETE ON lock_order_files BEGIN SELECT RAISE(ABORT, 'lock_order_files are append-only'); END;
