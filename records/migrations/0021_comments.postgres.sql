CREATE TRIGGER comments_stay BEFORE UPDATE OR DELETE ON comments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comments_remain BEFORE TRUNCATE ON comments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_settlements_stay BEFORE UPDATE OR DELETE ON comment_settlements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_settlements_remain BEFORE TRUNCATE ON comment_settlements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
