CREATE TRIGGER recovery_keys_stay BEFORE UPDATE OR DELETE ON recovery_keys FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recovery_keys_remain BEFORE TRUNCATE ON recovery_keys FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER backup_runs_stay BEFORE UPDATE OR DELETE ON backup_runs FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER backup_runs_remain BEFORE TRUNCATE ON backup_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER restore_drills_stay BEFORE UPDATE OR DELETE ON restore_drills FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER restore_drills_remain BEFORE TRUNCATE ON restore_drills FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
