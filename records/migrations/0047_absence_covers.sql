-- Somebody else covers an absence from a moment on (domain::absences): the first one stands in absences. Never changed or removed.
CREATE TABLE absence_covers (
    school_id UUID NOT NULL,
    absence_id UUID NOT NULL,
    -- Counted from 1 in each absence.
    number BIGINT NOT NULL,
    cover_person_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    -- As what: principal, vice-principal.
    post TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, absence_id, number),
    FOREIGN KEY (school_id, absence_id) REFERENCES absences (school_id, id),
    FOREIGN KEY (school_id, cover_person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
