CREATE TRIGGER lateness_explanations_stay BEFORE UPDATE OR DELETE ON lateness_explanations FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lateness_explanations_remain BEFORE TRUNCATE ON lateness_explanations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lateness_rulings_stay BEFORE UPDATE OR DELETE ON lateness_rulings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lateness_rulings_remain BEFORE TRUNCATE ON lateness_rulings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
