CREATE TRIGGER scheduled_runs_stay BEFORE UPDATE OR DELETE ON scheduled_runs FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scheduled_runs_remain BEFORE TRUNCATE ON scheduled_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
