-- "Sổ hồ sơ điện tử cuối năm": the books of classes as they were bound (domain::year_books). Nothing here is ever changed or removed:
-- what is otherwise since stands in another book.
CREATE TABLE year_books (
    school_id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    class_id UUID NOT NULL,
    -- From 1, of the class in the year.
    number BIGINT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    made_by UUID NOT NULL,
    -- The last entry of the log before it, to which the code is tied.
    log_seq BIGINT NOT NULL,
    log_at TIMESTAMPTZ NOT NULL,
    log_hash BYTEA NOT NULL,
    -- All that stands in it, as JSON (domain::year_books::BookContents), and the SHA-256 of that.
    contents TEXT NOT NULL,
    digest BYTEA NOT NULL,
    -- The SHA-256 of the check code.
    code_hash BYTEA NOT NULL,
    PRIMARY KEY (school_id, school_year_id, class_id, number),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id),
    FOREIGN KEY (school_id, class_id) REFERENCES classes (school_id, id),
    FOREIGN KEY (school_id, made_by) REFERENCES people (school_id, id)
);

-- Whoever types a code looks for it among all books of the school.
CREATE UNIQUE INDEX year_books_by_code ON year_books (school_id, code_hash);
