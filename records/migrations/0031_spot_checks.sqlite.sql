CREATE TRIGGER spot_checks_stay BEFORE UPDATE ON spot_checks BEGIN SELECT RAISE(ABORT, 'spot_checks are append-only'); END;
CREATE TRIGGER spot_checks_remain BEFORE DELETE ON spot_checks BEGIN SELECT RAISE(ABORT, 'spot_checks are append-only'); END;
