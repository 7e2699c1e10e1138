-- What people say of why a record was late (domain::obligations::Explained): the sentences of those whose duty it was, and what the
-- leadership found of them. Rows are never changed and never removed; of several the last one counts.
CREATE TABLE lateness_explanations (
    school_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    -- From 1 on, for each record.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (school_id, obligation_id, number),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE lateness_rulings (
    school_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    -- From 1 on, for each record.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- with_reason, without_reason.
    finding TEXT NOT NULL,
    -- What was added to it; may be empty.
    words TEXT NOT NULL,
    PRIMARY KEY (school_id, obligation_id, number),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
