CREATE TRIGGER review_settings_stay BEFORE UPDATE ON review_settings BEGIN SELECT RAISE(ABORT, 'review_settings are append-only'); END;
CREATE TRIGGER review_settings_remain BEFORE DELETE ON review_settings BEGIN SELECT RAISE(ABORT, 'review_settings are append-only'); END;
