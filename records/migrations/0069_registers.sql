-- The registers of the house: incidents, proposals, documents that come and go, trainings (decision 0045). What a register holds is
-- declared in domain::registers; here stand its entries, what was said in each of them, each time, and the steps that it went
-- through. Nothing here is ever changed or removed.
CREATE TABLE register_entries (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- A code of domain::registers::RegisterKind.
    register TEXT NOT NULL,
    -- The calendar year on the school's clock; numbers begin anew in each.
    year BIGINT NOT NULL,
    -- From 1, in the register and year.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, register, year, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE INDEX register_entries_by_person ON register_entries (school_id, by_person_id, register);

CREATE TABLE register_versions (
    school_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    -- From 1, in the entry; the last one holds.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- What stands in the columns, by their codes, as a JSON object of texts.
    said TEXT NOT NULL,
    -- The same in small letters without marks, to be found by.
    found TEXT NOT NULL,
    PRIMARY KEY (school_id, entry_id, number),
    FOREIGN KEY (school_id, entry_id) REFERENCES register_entries (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE register_steps (
    school_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    -- From 1, in the entry: the first one is that it was made; the last one says how it stands.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- A code of domain::registers::State.
    state TEXT NOT NULL,
    -- Empty where nothing was said.
    words TEXT NOT NULL,
    PRIMARY KEY (school_id, entry_id, number),
    FOREIGN KEY (school_id, entry_id) REFERENCES register_entries (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
