CREATE TRIGGER rescued_versions_stay BEFORE UPDATE ON rescued_versions BEGIN SELECT RAISE(ABORT, 'rescued_versions are append-only'); END;
CREATE TRIGGER rescued_versions_remain BEFORE DELETE ON rescued_versions BEGIN SELECT RAISE(ABORT, 'rescued_versions are append-only'); END;
