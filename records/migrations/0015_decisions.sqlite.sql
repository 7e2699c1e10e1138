CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER undone_decisions_stay BEFORE UPDATE ON undone_decisions BEGIN SELECT RAISE(ABORT, 'undone_decisions are append-only'); END;
CREATE TRIGGER undone_decisions_remain BEFORE DELETE ON undone_decisions BEGIN SELECT RAISE(ABORT, 'undone_decisions are append-only'); END;
