CREATE TRIGGER reminders_stay BEFORE UPDATE ON reminders BEGIN SELECT RAISE(ABORT, 'reminders are append-only'); END;
CREATE TRIGGER reminders_remain BEFORE DELETE ON reminders BEGIN SELECT RAISE(ABORT, 'reminders are append-only'); END;
