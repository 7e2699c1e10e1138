CREATE TRIGGER virus_scanning_stay BEFORE UPDATE ON virus_scanning BEGIN SELECT RAISE(ABORT, 'virus_scanning is append-only'); END;
CREATE TRIGGER virus_scanning_remain BEFORE DELETE ON virus_scanning BEGIN SELECT RAISE(ABORT, 'virus_scanning is append-only'); END;
