CREATE TRIGGER left_out_files_stay BEFORE UPDATE OR DELETE ON left_out_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER left_out_files_remain BEFORE TRUNCATE ON left_out_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
