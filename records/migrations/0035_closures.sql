-- Days on which the school, or a part of it, is shut at short notice (domain::closures). A closure is never changed and never
-- removed; that it was taken back is a row of closures_taken_back. What it moves follows from both.
CREATE TABLE closures (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    -- Counted from 1 in each school.
    number BIGINT NOT NULL,
    -- storm, power-cut, epidemic, other.
    kind TEXT NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    -- Which departments and classes, as domain::scope writes it; "all": the whole school.
    scope TEXT NOT NULL,
    -- What was typed beside the kind; may be empty.
    words TEXT NOT NULL,
    declared_by UUID NOT NULL,
    -- As what: principal, vice-principal.
    post TEXT NOT NULL,
    declared_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id),
    FOREIGN KEY (school_id, declared_by) REFERENCES people (school_id, id)
);

CREATE TABLE closures_taken_back (
    school_id UUID NOT NULL,
    closure_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    post TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    -- A closure is taken back once.
    PRIMARY KEY (school_id, closure_id),
    FOREIGN KEY (school_id, closure_id) REFERENCES closures (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
