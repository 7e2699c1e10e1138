CREATE TRIGGER security_checks_stay BEFORE UPDATE OR DELETE ON security_checks FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER security_checks_remain BEFORE TRUNCATE ON security_checks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER security_findings_stay BEFORE UPDATE OR DELETE ON security_findings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER security_findings_remain BEFORE TRUNCATE ON security_findings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER security_mends_stay BEFORE UPDATE OR DELETE ON security_mends FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER security_mends_remain BEFORE TRUNCATE ON security_mends FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
