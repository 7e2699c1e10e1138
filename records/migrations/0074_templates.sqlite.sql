CREATE TRIGGER record_templates_stay BEFORE UPDATE ON record_templates BEGIN SELECT RAISE(ABORT, 'record_templates are append-only'); END;
CREATE TRIGGER record_templates_remain BEFORE DELETE ON record_templates BEGIN SELECT RAISE(ABORT, 'record_templates are append-only'); END;
