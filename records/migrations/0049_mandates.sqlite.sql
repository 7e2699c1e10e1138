CREATE TRIGGER mandates_stay BEFORE UPDATE ON mandates BEGIN SELECT RAISE(ABORT, 'mandates are append-only'); END;
CREATE TRIGGER mandates_remain BEFORE DELETE ON mandates BEGIN SELECT RAISE(ABORT, 'mandates are append-only'); END;
CREATE TRIGGER mandates_ended_stay BEFORE UPDATE ON mandates_ended BEGIN SELECT RAISE(ABORT, 'mandates_ended are append-only'); END;
CREATE TRIGGER mandates_ended_remain BEFORE DELETE ON mandates_ended BEGIN SELECT RAISE(ABORT, 'mandates_ended are append-only'); END;
CREATE TRIGGER mandate_rights_stay BEFORE UPDATE ON mandate_rights BEGIN SELECT RAISE(ABORT, 'mandate_rights are append-only'); END;
CREATE TRIGGER mandate_rights_remain BEFORE DELETE ON mandate_rights BEGIN SELECT RAISE(ABORT, 'mandate_rights are append-only'); END;
CREATE TRIGGER mandate_files_stay BEFORE UPDATE ON mandate_files BEGIN SELECT RAISE(ABORT, 'mandate_files are append-only'); END;
CREATE TRIGGER mandate_files_remain BEFORE DELETE ON mandate_files BEGIN SELECT RAISE(ABORT, 'mandate_files are append-only'); END;
