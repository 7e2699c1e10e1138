-- The regulation of the school, version by version, with its clauses; who has promised to keep which; and who reminded the others
-- (domain::regulation). Nothing here is ever changed or removed: what somebody promised to keep stays readable as it was.
CREATE TABLE regulation_versions (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    -- The day from which it counts; later than that of the version before.
    from_day DATE NOT NULL,
    decision TEXT NOT NULL,
    decided_on DATE NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    UNIQUE (school_id, from_day),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE regulation_clauses (
    school_id UUID NOT NULL,
    version_id UUID NOT NULL,
    -- From 0, in the order of the text.
    place BIGINT NOT NULL,
    article BIGINT NOT NULL,
    -- One letter, or nothing where the article has none.
    letter TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    -- A code of domain::regulation::Subject, or nothing.
    subject TEXT NOT NULL,
    PRIMARY KEY (school_id, version_id, place),
    UNIQUE (school_id, version_id, article, letter),
    FOREIGN KEY (school_id, version_id) REFERENCES regulation_versions (school_id, id)
);

CREATE TABLE regulation_pledges (
    school_id UUID NOT NULL,
    version_id UUID NOT NULL,
    person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- It is promised once.
    PRIMARY KEY (school_id, version_id, person_id),
    FOREIGN KEY (school_id, version_id) REFERENCES regulation_versions (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE TABLE regulation_reminders (
    school_id UUID NOT NULL,
    version_id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id, version_id) REFERENCES regulation_versions (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
