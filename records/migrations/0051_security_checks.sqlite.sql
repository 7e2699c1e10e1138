CREATE TRIGGER security_checks_stay BEFORE UPDATE ON security_checks BEGIN SELECT RAISE(ABORT, 'security_checks are append-only'); END;
CREATE TRIGGER security_checks_remain BEFORE DELETE ON security_checks BEGIN SELECT RAISE(ABORT, 'security_checks are append-only'); END;
CREATE TRIGGER security_findings_stay BEFORE UPDATE ON security_findings BEGIN SELECT RAISE(ABORT, 'security_findings are append-only'); END;
CREATE TRIGGER security_findings_remain BEFORE DELETE ON security_findings BEGIN SELECT RAISE(ABORT, 'security_findings are append-only'); END;
CREATE TRIGGER security_mends_stay BEFORE UPDATE ON security_mends BEGIN SELECT RAISE(ABORT, 'security_mends are append-only'); END;
CREATE TRIGGER security_mends_remain BEFORE DELETE ON security_mends BEGIN SELECT RAISE(ABORT, 'security_mends are append-only'); END;
