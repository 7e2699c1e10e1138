CREATE TRIGGER second_factor_duties_stay BEFORE UPDATE ON second_factor_duties
BEGIN SELECT RAISE(ABORT, 'second_factor_duties are append-only'); END;
CREATE TRIGGER second_factor_duties_remain BEFORE DELETE ON second_factor_duties
BEGIN SELECT RAISE(ABORT, 'second_factor_duties are append-only'); END;
