CREATE TRIGGER inspection_tries_stay BEFORE UPDATE ON inspection_tries BEGIN SELECT RAISE(ABORT, 'inspection_tries are append-only'); END;
CREATE TRIGGER inspection_tries_remain BEFORE DELETE ON inspection_tries BEGIN SELECT RAISE(ABORT, 'inspection_tries are append-only'); END;
