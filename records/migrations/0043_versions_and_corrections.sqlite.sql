CREATE TRIGGER rule_uses_stay BEFORE UPDATE ON rule_uses BEGIN SELECT RAISE(ABORT, 'rule_uses are append-only'); END;
CREATE TRIGGER rule_uses_remain BEFORE DELETE ON rule_uses BEGIN SELECT RAISE(ABORT, 'rule_uses are append-only'); END;
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
