CREATE TRIGGER second_factor_duties_stay BEFORE UPDATE OR DELETE ON second_factor_duties
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER second_factor_duties_remain BEFORE TRUNCATE ON second_factor_duties
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
