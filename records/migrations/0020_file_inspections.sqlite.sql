CREATE TRIGGER file_inspections_stay BEFORE UPDATE ON file_inspections BEGIN SELECT RAISE(ABORT, 'file_inspections are append-only'); END;
CREATE TRIGGER file_inspections_remain BEFORE DELETE ON file_inspections BEGIN SELECT RAISE(ABORT, 'file_inspections are append-only'); END;
CREATE TRIGGER held_file_judgements_stay BEFORE UPDATE ON held_file_judgements BEGIN SELECT RAISE(ABORT, 'held_file_judgements are append-only'); END;
CREATE TRIGGER held_file_judgements_remain BEFORE DELETE ON held_file_judgements BEGIN SELECT RAISE(ABORT, 'held_file_judgements are append-only'); END;
