CREATE TRIGGER exemptions_ended_stay BEFORE UPDATE ON exemptions_ended BEGIN SELECT RAISE(ABORT, 'exemptions_ended are append-only'); END;
CREATE TRIGGER exemptions_ended_remain BEFORE DELETE ON exemptions_ended BEGIN SELECT RAISE(ABORT, 'exemptions_ended are append-only'); END;
