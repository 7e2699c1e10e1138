CREATE TRIGGER virus_scanning_stay BEFORE UPDATE OR DELETE ON virus_scanning FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER virus_scanning_remain BEFORE TRUNCATE ON virus_scanning FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
