-- Whom an entry of a register is about, and who is to advise about it: of a register that only those concerned read, its list is found
-- by them. Nothing here is ever changed or removed.
CREATE TABLE register_people (
    school_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    person_id UUID NOT NULL,
    -- 'about' or 'advises'.
    part TEXT NOT NULL,
    PRIMARY KEY (school_id, entry_id, person_id, part),
    FOREIGN KEY (school_id, entry_id) REFERENCES register_entries (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE INDEX register_people_by_person ON register_people (school_id, person_id, part);
