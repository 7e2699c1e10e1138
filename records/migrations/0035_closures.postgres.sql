CREATE TRIGGER closures_stay BEFORE UPDATE OR DELETE ON closures FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closures_remain BEFORE TRUNCATE ON closures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closures_taken_back_stay BEFORE UPDATE OR DELETE ON closures_taken_back FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closures_taken_back_remain BEFORE TRUNCATE ON closures_taken_back FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
