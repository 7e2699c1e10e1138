CREATE TRIGGER school_exports_stay BEFORE UPDATE ON school_exports BEGIN SELECT RAISE(ABORT, 'school_exports are append-only'); END;
CREATE TRIGGER school_exports_remain BEFORE DELETE ON school_exports BEGIN SELECT RAISE(ABORT, 'school_exports are append-only'); END;
CREATE TRIGGER school_export_takings_stay BEFORE UPDATE ON school_export_takings BEGIN SELECT RAISE(ABORT, 'school_export_takings are append-only'); END;
CREATE TRIGGER school_export_takings_remain BEFORE DELETE ON school_export_takings BEGIN SELECT RAISE(ABORT, 'school_export_takings are append-only'); END;
