CREATE TRIGGER record_fences_stay BEFORE UPDATE ON record_fences BEGIN SELECT RAISE(ABORT, 'record_fences are append-only'); END;
CREATE TRIGGER record_fences_remain BEFORE DELETE ON record_fences BEGIN SELECT RAISE(ABORT, 'record_fences are append-only'); END;
CREATE TRIGGER data_requests_stay BEFORE UPDATE ON data_requests BEGIN SELECT RAISE(ABORT, 'data_requests are append-only'); END;
CREATE TRIGGER data_requests_remain BEFORE DELETE ON data_requests BEGIN SELECT RAISE(ABORT, 'data_requests are append-only'); END;
CREATE TRIGGER data_answers_stay BEFORE UPDATE ON data_answers BEGIN SELECT RAISE(ABORT, 'data_answers are append-only'); END;
CREATE TRIGGER data_answers_remain BEFORE DELETE ON data_answers BEGIN SELECT RAISE(ABORT, 'data_answers are append-only'); END;
