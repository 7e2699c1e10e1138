CREATE TRIGGER closures_stay BEFORE UPDATE ON closures BEGIN SELECT RAISE(ABORT, 'closures are append-only'); END;
CREATE TRIGGER closures_remain BEFORE DELETE ON closures BEGIN SELECT RAISE(ABORT, 'closures are append-only'); END;
CREATE TRIGGER closures_taken_back_stay BEFORE UPDATE ON closures_taken_back BEGIN SELECT RAISE(ABORT, 'closures_taken_back are append-only'); END;
CREATE TRIGGER closures_taken_back_remain BEFORE DELETE ON closures_taken_back BEGIN SELECT RAISE(ABORT, 'closures_taken_back are append-only'); END;
