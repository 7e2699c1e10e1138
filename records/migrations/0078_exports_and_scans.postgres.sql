CREATE TRIGGER school_exports_stay BEFORE UPDATE OR DELETE ON school_exports FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER school_exports_remain BEFORE TRUNCATE ON school_exports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER school_export_takings_stay BEFORE UPDATE OR DELETE ON school_export_takings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER school_export_takings_remain BEFORE TRUNCATE ON school_export_takings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_files_stay BEFORE UPDATE OR DELETE ON register_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_files_remain BEFORE TRUNCATE ON register_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
