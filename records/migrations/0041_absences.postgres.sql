CREATE TRIGGER absences_stay BEFORE UPDATE OR DELETE ON absences FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER absences_remain BEFORE TRUNCATE ON absences FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER absence_records_stay BEFORE UPDATE OR DELETE ON absence_records FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER absence_records_remain BEFORE TRUNCATE ON absence_records FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER absences_ended_stay BEFORE UPDATE OR DELETE ON absences_ended FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER absences_ended_remain BEFORE TRUNCATE ON absences_ended FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
