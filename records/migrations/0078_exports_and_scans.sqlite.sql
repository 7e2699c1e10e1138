CREATE TRIGGER school_exports_stay BEFORE UPDATE ON school_exports BEGIN SELECT RAISE(ABORT, 'school_exports are append-only'); END;
CREATE TRIGGER school_exports_remain BEFORE DELETE ON school_exports BEGIN SELECT RAISE(ABORT, 'school_exports are append-only'); END;
CREATE TRIGGER school_export_takings_stay BEFORE UPDATE ON school_export_takings BEGIN SELECT RAISE(ABORT, 'school_export_takings are append-only'); END;
CREATE TRIGGER school_export_takings_remain BEFORE DELETE ON school_export_takings BEGIN SELECT RAISE(ABORT, 'school_export_takings are append-only'); END;
CREATE TRIGGER register_files_stay BEFORE UPDATE ON register_files BEGIN SELECT RAISE(ABORT, 'register_files are append-only'); END;
CREATE TRIGGER register_files_remain BEFORE DELETE ON register_files BEGIN SELECT RAISE(ABORT, 'register_files are append-only'); END;
