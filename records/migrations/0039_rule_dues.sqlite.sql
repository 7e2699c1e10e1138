CREATE TRIGGER rule_dues_stay BEFORE UPDATE ON rule_dues BEGIN SELECT RAISE(ABORT, 'rule_dues are append-only'); END;
CREATE TRIGGER rule_dues_remain BEFORE DELETE ON rule_dues BEGIN SELECT RAISE(ABORT, 'rule_dues are append-only'); END;
