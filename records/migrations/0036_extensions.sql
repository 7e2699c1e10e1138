-- More time for single records (domain::extensions): given by the leadership, asked for by whoever hands them in. Nothing here is
-- ever changed or removed; that an extension was taken back, and how a request was answered, are rows of their own.
CREATE TABLE extensions (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    -- Counted from 1 in each school.
    number BIGINT NOT NULL,
    until_day DATE NOT NULL,
    reason TEXT NOT NULL,
    -- The number of the decision; mostly empty.
    decision TEXT NOT NULL,
    given_by UUID NOT NULL,
    -- As what: principal, vice-principal.
    post TEXT NOT NULL,
    given_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id),
    FOREIGN KEY (school_id, given_by) REFERENCES people (school_id, id)
);

-- The very records that were looked at.
CREATE TABLE extension_records (
    school_id UUID NOT NULL,
    extension_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    PRIMARY KEY (school_id, extension_id, obligation_id),
    FOREIGN KEY (school_id, extension_id) REFERENCES extensions (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id)
);

CREATE TABLE extensions_taken_back (
    school_id UUID NOT NULL,
    extension_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    post TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    -- An extension is taken back once.
    PRIMARY KEY (school_id, extension_id),
    FOREIGN KEY (school_id, extension_id) REFERENCES extensions (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE extension_requests (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- The day that was wished for.
    until_day DATE NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE extension_answers (
    school_id UUID NOT NULL,
    request_id UUID NOT NULL,
    -- granted, refused, withdrawn.
    answer TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- Of a request that was granted.
    extension_id UUID,
    -- Of one that was refused: what whoever asked reads.
    reason TEXT,
    -- A request is answered once.
    PRIMARY KEY (school_id, request_id),
    FOREIGN KEY (school_id, request_id) REFERENCES extension_requests (school_id, id),
    FOREIGN KEY (school_id, extension_id) REFERENCES extensions (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Of a due day that was put off: by what, from which day, and to which.
ALTER TABLE obligations ADD COLUMN extension_id UUID;
ALTER TABLE obligations ADD COLUMN extended_from DATE;
ALTER TABLE obligations ADD COLUMN extended_until DATE;
