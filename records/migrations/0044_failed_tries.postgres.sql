CREATE TRIGGER failed_tries_stay BEFORE UPDATE OR DELETE ON failed_tries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER failed_tries_remain BEFORE TRUNCATE ON failed_tries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
