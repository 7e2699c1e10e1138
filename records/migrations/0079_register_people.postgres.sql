CREATE TRIGGER register_people_stay BEFORE UPDATE OR DELETE ON register_people FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_people_remain BEFORE TRUNCATE ON register_people FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
