CREATE TRIGGER inspection_tries_stay BEFORE UPDATE OR DELETE ON inspection_tries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inspection_tries_remain BEFORE TRUNCATE ON inspection_tries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
