CREATE TRIGGER record_fences_stay BEFORE UPDATE OR DELETE ON record_fences FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_fences_remain BEFORE TRUNCATE ON record_fences FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER data_requests_stay BEFORE UPDATE OR DELETE ON data_requests FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER data_requests_remain BEFORE TRUNCATE ON data_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER data_answers_stay BEFORE UPDATE OR DELETE ON data_answers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER data_answers_remain BEFORE TRUNCATE ON data_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
