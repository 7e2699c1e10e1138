CREATE TRIGGER server_runs_stay BEFORE UPDATE ON server_runs FOR EACH ROW
WHEN (OLD.stopped_at IS NOT NULL OR NEW.school_id <> OLD.school_id OR NEW.id <> OLD.id OR NEW.started_at <> OLD.started_at)
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER server_runs_remain BEFORE DELETE ON server_runs FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER server_runs_empty BEFORE TRUNCATE ON server_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
