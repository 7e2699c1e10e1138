CREATE TRIGGER absences_stay BEFORE UPDATE ON absences BEGIN SELECT RAISE(ABORT, 'absences are append-only'); END;
CREATE TRIGGER absences_remain BEFORE DELETE ON absences BEGIN SELECT RAISE(ABORT, 'absences are append-only'); END;
CREATE TRIGGER absence_records_stay BEFORE UPDATE ON absence_records BEGIN SELECT RAISE(ABORT, 'absence_records are append-only'); END;
CREATE TRIGGER absence_records_remain BEFORE DELETE ON absence_records BEGIN SELECT RAISE(ABORT, 'absence_records are append-only'); END;
CREATE TRIGGER absences_ended_stay BEFORE UPDATE ON absences_ended BEGIN SELECT RAISE(ABORT, 'absences_ended are append-only'); END;
CREATE TRIGGER absences_ended_remain BEFORE DELETE ON absences_ended BEGIN SELECT RAISE(ABORT, 'absences_ended are append-only'); END;
