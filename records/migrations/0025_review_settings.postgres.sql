CREATE TRIGGER review_settings_stay BEFORE UPDATE OR DELETE ON review_settings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_settings_remain BEFORE TRUNCATE ON review_settings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
