CREATE TRIGGER register_people_stay BEFORE UPDATE ON register_people BEGIN SELECT RAISE(ABORT, 'register_people are append-only'); END;
CREATE TRIGGER register_people_remain BEFORE DELETE ON register_people BEGIN SELECT RAISE(ABORT, 'register_people are append-only'); END;
