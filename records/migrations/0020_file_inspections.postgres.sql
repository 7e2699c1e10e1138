CREATE TRIGGER file_inspections_stay BEFORE UPDATE OR DELETE ON file_inspections FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER file_inspections_remain BEFORE TRUNCATE ON file_inspections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER held_file_judgements_stay BEFORE UPDATE OR DELETE ON held_file_judgements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER held_file_judgements_remain BEFORE TRUNCATE ON held_file_judgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
