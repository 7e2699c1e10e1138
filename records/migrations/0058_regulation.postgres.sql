CREATE TRIGGER regulation_versions_stay BEFORE UPDATE OR DELETE ON regulation_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER regulation_versions_remain BEFORE TRUNCATE ON regulation_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER regulation_clauses_stay BEFORE UPDATE OR DELETE ON regulation_clauses FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER regulation_clauses_remain BEFORE TRUNCATE ON regulation_clauses FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER regulation_pledges_stay BEFORE UPDATE OR DELETE ON regulation_pledges FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER regulation_pledges_remain BEFORE TRUNCATE ON regulation_pledges FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER regulation_reminders_stay BEFORE UPDATE OR DELETE ON regulation_reminders FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER regulation_reminders_remain BEFORE TRUNCATE ON regulation_reminders FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
