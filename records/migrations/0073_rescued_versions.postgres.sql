CREATE TRIGGER rescued_versions_stay BEFORE UPDATE OR DELETE ON rescued_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rescued_versions_remain BEFORE TRUNCATE ON rescued_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
