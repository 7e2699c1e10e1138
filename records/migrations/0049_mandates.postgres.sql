CREATE TRIGGER mandates_stay BEFORE UPDATE OR DELETE ON mandates FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandates_remain BEFORE TRUNCATE ON mandates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandates_ended_stay BEFORE UPDATE OR DELETE ON mandates_ended FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandates_ended_remain BEFORE TRUNCATE ON mandates_ended FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_rights_stay BEFORE UPDATE OR DELETE ON mandate_rights FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_rights_remain BEFORE TRUNCATE ON mandate_rights FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_files_stay BEFORE UPDATE OR DELETE ON mandate_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_files_remain BEFORE TRUNCATE ON mandate_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
