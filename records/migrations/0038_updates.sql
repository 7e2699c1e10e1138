-- Updates after a lock (domain::updates). A request is never changed and never removed; what becomes of it are rows of
-- update_steps, and what is open by it at an instant follows from all of these.
CREATE TABLE updates (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- Counted from 1 in each school.
    number BIGINT NOT NULL,
    requested_by UUID NOT NULL,
    requested_at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    -- Empty where nothing was named.
    evidence TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    FOREIGN KEY (school_id) REFERENCES schools (id),
    FOREIGN KEY (school_id, requested_by) REFERENCES people (school_id, id)
);

-- Exactly these records, each with the order that shut it then.
CREATE TABLE update_records (
    school_id UUID NOT NULL,
    update_id UUID NOT NULL,
    -- Counted from 1 in each request.
    place BIGINT NOT NULL,
    obligation_id UUID NOT NULL,
    order_id UUID NOT NULL,
    PRIMARY KEY (school_id, update_id, place),
    UNIQUE (school_id, update_id, obligation_id),
    FOREIGN KEY (school_id, update_id) REFERENCES updates (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, order_id) REFERENCES lock_orders (school_id, id)
);

CREATE TABLE update_steps (
    school_id UUID NOT NULL,
    update_id UUID NOT NULL,
    -- Counted from 1 for each request.
    step BIGINT NOT NULL,
    -- proposed, granted (a name for opening was put under it), refused, withdrawn, finished.
    what TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- Of a name: as what somebody signed.
    post TEXT,
    -- How the school read the regulation then, and for what the records are opened.
    reading TEXT,
    hours BIGINT,
    open_for TEXT,
    -- Of what was refused.
    words TEXT,
    PRIMARY KEY (school_id, update_id, step),
    FOREIGN KEY (school_id, update_id) REFERENCES updates (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- The versions that were handed in because their record was open by a request.
CREATE TABLE update_versions (
    school_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    update_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, submission_id),
    FOREIGN KEY (school_id, update_id) REFERENCES updates (school_id, id),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id)
);

-- What the procedure asks for (domain::updates::UpdateProcedure): the last row counts, and none is changed or removed.
CREATE TABLE update_procedures (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    by_person_id UUID NOT NULL,
    -- required, optional.
    evidence TEXT NOT NULL,
    default_hours BIGINT NOT NULL,
    max_hours BIGINT NOT NULL,
    -- hours, once.
    open_for TEXT NOT NULL,
    -- printed, left-out.
    hashes TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
