CREATE TRIGGER year_books_stay BEFORE UPDATE ON year_books BEGIN SELECT RAISE(ABORT, 'year_books are append-only'); END;
CREATE TRIGGER year_books_remain BEFORE DELETE ON year_books BEGIN SELECT RAISE(ABORT, 'year_books are append-only'); END;
