CREATE TRIGGER lock_orders_stay BEFORE UPDATE OR DELETE ON lock_orders FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lock_orders_remain BEFORE TRUNCATE ON lock_orders FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lock_order_steps_stay BEFORE UPDATE OR DELETE ON lock_order_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lock_order_steps_remain BEFORE TRUNCATE ON lock_order_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lock_authorities_stay BEFORE UPDATE OR DELETE ON lock_authorities FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lock_authorities_remain BEFORE TRUNCATE ON lock_authorities FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
