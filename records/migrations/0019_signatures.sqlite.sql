CREATE TRIGGER signing_keys_stay BEFORE UPDATE ON signing_keys BEGIN SELECT RAISE(ABORT, 'signing_keys are append-only'); END;
CREATE TRIGGER signing_keys_remain BEFORE DELETE ON signing_keys BEGIN SELECT RAISE(ABORT, 'signing_keys are append-only'); END;
CREATE TRIGGER signatures_stay BEFORE UPDATE ON signatures BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER signatures_remain BEFORE DELETE ON signatures BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
