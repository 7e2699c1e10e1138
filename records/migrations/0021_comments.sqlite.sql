CREATE TRIGGER comments_stay BEFORE UPDATE ON comments BEGIN SELECT RAISE(ABORT, 'comments are append-only'); END;
CREATE TRIGGER comments_remain BEFORE DELETE ON comments BEGIN SELECT RAISE(ABORT, 'comments are append-only'); END;
CREATE TRIGGER comment_settlements_stay BEFORE UPDATE ON comment_settlements BEGIN SELECT RAISE(ABORT, 'comment_settlements are append-only'); END;
CREATE TRIGGER comment_settlements_remain BEFORE DELETE ON comment_settlements BEGIN SELECT RAISE(ABORT, 'comment_settlements are append-only'); END;
