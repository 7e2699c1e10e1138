CREATE TRIGGER absence_covers_stay BEFORE UPDATE ON absence_covers BEGIN SELECT RAISE(ABORT, 'absence_covers are append-only'); END;
CREATE TRIGGER absence_covers_remain BEFORE DELETE ON absence_covers BEGIN SELECT RAISE(ABORT, 'absence_covers are append-only'); END;
