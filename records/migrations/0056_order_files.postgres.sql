CREATE TRIGGER lock_order_files_stay BEFORE UPDATE OR DELETE ON lock_order_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lock_order_files_remain BEFORE TRUNCATE ON lock_order_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
