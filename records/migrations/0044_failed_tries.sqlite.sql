CREATE TRIGGER failed_tries_stay BEFORE UPDATE ON failed_tries BEGIN SELECT RAISE(ABORT, 'failed_tries are append-only'); END;
CREATE TRIGGER failed_tries_remain BEFORE DELETE ON failed_tries BEGIN SELECT RAISE(ABORT, 'failed_tries are append-only'); END;
