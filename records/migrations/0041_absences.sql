-- Who is away, and what becomes of what they owe in these days (domain::absences). Nothing here is ever changed or removed; that
-- somebody is back before the last day is a row of its own.
CREATE TABLE absences (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- Counted from 1 in each school.
    number BIGINT NOT NULL,
    person_id UUID NOT NULL,
    -- sick, maternity, training, other.
    kind TEXT NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    -- Who covers; without one, the records of absence_records were freed.
    cover_person_id UUID,
    words TEXT NOT NULL,
    -- The number of the decision; mostly empty.
    decision TEXT NOT NULL,
    noted_by UUID NOT NULL,
    -- As what: principal, vice-principal.
    post TEXT NOT NULL,
    noted_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, cover_person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, noted_by) REFERENCES people (school_id, id)
);

-- The very records that were freed.
CREATE TABLE absence_records (
    school_id UUID NOT NULL,
    absence_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    PRIMARY KEY (school_id, absence_id, obligation_id),
    FOREIGN KEY (school_id, absence_id) REFERENCES absences (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id)
);

CREATE TABLE absences_ended (
    school_id UUID NOT NULL,
    absence_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    post TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    -- An absence is ended once.
    PRIMARY KEY (school_id, absence_id),
    FOREIGN KEY (school_id, absence_id) REFERENCES absences (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
