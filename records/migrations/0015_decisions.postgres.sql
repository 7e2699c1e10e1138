CREATE TRIGGER decisions_stay BEFORE UPDATE OR DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_remain BEFORE TRUNCATE ON decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER undone_decisions_stay BEFORE UPDATE OR DELETE ON undone_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER undone_decisions_remain BEFORE TRUNCATE ON undone_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
