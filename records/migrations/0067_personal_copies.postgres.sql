CREATE TRIGGER personal_copies_stay BEFORE UPDATE OR DELETE ON personal_copies FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER personal_copies_remain BEFORE TRUNCATE ON personal_copies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER personal_copy_versions_stay BEFORE UPDATE OR DELETE ON personal_copy_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER personal_copy_versions_remain BEFORE TRUNCATE ON personal_copy_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
