CREATE TRIGGER register_entries_stay BEFORE UPDATE OR DELETE ON register_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_entries_remain BEFORE TRUNCATE ON register_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_versions_stay BEFORE UPDATE OR DELETE ON register_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_versions_remain BEFORE TRUNCATE ON register_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_steps_stay BEFORE UPDATE OR DELETE ON register_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_steps_remain BEFORE TRUNCATE ON register_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
