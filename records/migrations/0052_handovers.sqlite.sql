CREATE TRIGGER handovers_stay BEFORE UPDATE ON handovers BEGIN SELECT RAISE(ABORT, 'handovers are append-only'); END;
CREATE TRIGGER handovers_remain BEFORE DELETE ON handovers BEGIN SELECT RAISE(ABORT, 'handovers are append-only'); END;
CREATE TRIGGER handover_items_stay BEFORE UPDATE ON handover_items BEGIN SELECT RAISE(ABORT, 'handover_items are append-only'); END;
CREATE TRIGGER handover_items_remain BEFORE DELETE ON handover_items BEGIN SELECT RAISE(ABORT, 'handover_items are append-only'); END;
CREATE TRIGGER handover_signatures_stay BEFORE UPDATE ON handover_signatures BEGIN SELECT RAISE(ABORT, 'handover_signatures are append-only'); END;
CREATE TRIGGER handover_signatures_remain BEFORE DELETE ON handover_signatures BEGIN SELECT RAISE(ABORT, 'handover_signatures are append-only'); END;
