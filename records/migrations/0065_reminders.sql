-- That whoever leads has reminded those who owe a record (domain::missing). Rows are never changed and never removed.
CREATE TABLE reminders (
    school_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    -- From 1 on, for each record.
    number BIGINT NOT NULL,
    -- Of the record: lists are of one year.
    school_year_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, obligation_id, number),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
CREATE INDEX reminders_of_year ON reminders (school_id, school_year_id, obligation_id, number);
