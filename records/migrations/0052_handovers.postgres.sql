CREATE TRIGGER handovers_stay BEFORE UPDATE OR DELETE ON handovers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handovers_remain BEFORE TRUNCATE ON handovers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_items_stay BEFORE UPDATE OR DELETE ON handover_items FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_items_remain BEFORE TRUNCATE ON handover_items FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_signatures_stay BEFORE UPDATE OR DELETE ON handover_signatures FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_signatures_remain BEFORE TRUNCATE ON handover_signatures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
