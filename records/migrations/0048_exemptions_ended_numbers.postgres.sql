CREATE TRIGGER exemptions_ended_stay BEFORE UPDATE OR DELETE ON exemptions_ended FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exemptions_ended_remain BEFORE TRUNCATE ON exemptions_ended FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
