CREATE TRIGGER swap_offers_stay BEFORE UPDATE ON swap_offers BEGIN SELECT RAISE(ABORT, 'swap_offers are append-only'); END;
CREATE TRIGGER swap_offers_remain BEFORE DELETE ON swap_offers BEGIN SELECT RAISE(ABORT, 'swap_offers are append-only'); END;
CREATE TRIGGER swap_answers_stay BEFORE UPDATE ON swap_answers BEGIN SELECT RAISE(ABORT, 'swap_answers are append-only'); END;
CREATE TRIGGER swap_answers_remain BEFORE DELETE ON swap_answers BEGIN SELECT RAISE(ABORT, 'swap_answers are append-only'); END;
