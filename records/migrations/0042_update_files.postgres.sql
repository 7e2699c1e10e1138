CREATE TRIGGER update_files_stay BEFORE UPDATE OR DELETE ON update_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER update_files_remain BEFORE TRUNCATE ON update_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
