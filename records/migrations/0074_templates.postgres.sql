CREATE TRIGGER record_templates_stay BEFORE UPDATE OR DELETE ON record_templates FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_templates_remain BEFORE TRUNCATE ON record_templates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
