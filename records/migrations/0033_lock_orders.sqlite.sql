CREATE TRIGGER lock_orders_stay BEFORE UPDATE ON lock_orders BEGIN SELECT RAISE(ABORT, 'lock_orders are append-only'); END;
CREATE TRIGGER lock_orders_remain BEFORE DELETE ON lock_orders BEGIN SELECT RAISE(ABORT, 'lock_orders are append-only'); END;
CREATE TRIGGER lock_order_steps_stay BEFORE UPDATE ON lock_order_steps BEGIN SELECT RAISE(ABORT, 'lock_order_steps are append-only'); END;
CREATE TRIGGER lock_order_steps_remain BEFORE DELETE ON lock_order_steps BEGIN SELECT RAISE(ABORT, 'lock_order_steps are append-only'); END;
CREATE TRIGGER lock_authorities_stay BEFORE UPDATE ON lock_authorities BEGIN SELECT RAISE(ABORT, 'lock_authorities are append-only'); END;
CREATE TRIGGER lock_authorities_remain BEFORE DELETE ON lock_authorities BEGIN SELECT RAISE(ABORT, 'lock_authorities are append-only'); END;
