CREATE TRIGGER absence_covers_stay BEFORE UPDATE OR DELETE ON absence_covers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER absence_covers_remain BEFORE TRUNCATE ON absence_covers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
