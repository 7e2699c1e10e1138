CREATE TRIGGER withdrawals_stay BEFORE UPDATE ON withdrawals BEGIN SELECT RAISE(ABORT, 'withdrawals are append-only'); END;
CREATE TRIGGER withdrawals_remain BEFORE DELETE ON withdrawals BEGIN SELECT RAISE(ABORT, 'withdrawals are append-only'); END;
