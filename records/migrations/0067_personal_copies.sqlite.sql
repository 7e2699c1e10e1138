CREATE TRIGGER personal_copies_stay BEFORE UPDATE ON personal_copies BEGIN SELECT RAISE(ABORT, 'personal_copies are append-only'); END;
CREATE TRIGGER personal_copies_remain BEFORE DELETE ON personal_copies BEGIN SELECT RAISE(ABORT, 'personal_copies are append-only'); END;
CREATE TRIGGER personal_copy_versions_stay BEFORE UPDATE ON personal_copy_versions BEGIN SELECT RAISE(ABORT, 'personal_copy_versions are append-only'); END;
CREATE TRIGGER personal_copy_versions_remain BEFORE DELETE ON personal_copy_versions BEGIN SELECT RAISE(ABORT, 'personal_copy_versions are append-only'); END;
