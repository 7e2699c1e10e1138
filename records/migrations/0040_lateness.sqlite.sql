CREATE TRIGGER lateness_explanations_stay BEFORE UPDATE ON lateness_explanations BEGIN SELECT RAISE(ABORT, 'lateness_explanations are append-only'); END;
CREATE TRIGGER lateness_explanations_remain BEFORE DELETE ON lateness_explanations BEGIN SELECT RAISE(ABORT, 'lateness_explanations are append-only'); END;
CREATE TRIGGER lateness_rulings_stay BEFORE UPDATE ON lateness_rulings BEGIN SELECT RAISE(ABORT, 'lateness_rulings are append-only'); END;
CREATE TRIGGER lateness_rulings_remain BEFORE DELETE ON lateness_rulings BEGIN SELECT RAISE(ABORT, 'lateness_rulings are append-only'); END;
