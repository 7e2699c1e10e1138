-- Decisions that give and end rights (domain::mandates). Nothing here is ever changed or removed: that a decision ended before its
-- own last day is a row of its own, and so is everything that it gives or ends.
CREATE TABLE mandates (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- management-team, positions.
    kind TEXT NOT NULL,
    -- As on the paper, without the words before it.
    number TEXT NOT NULL,
    signed_on DATE NOT NULL,
    -- Who signed, in words: it need not be anybody of the school.
    signer TEXT NOT NULL,
    about TEXT NOT NULL,
    from_day DATE NOT NULL,
    -- The last day that it names itself.
    until_day DATE,
    entered_by UUID NOT NULL,
    entered_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, entered_by) REFERENCES people (school_id, id)
);

CREATE TABLE mandates_ended (
    school_id UUID NOT NULL,
    mandate_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- The last day on which what it gave was held.
    last_day DATE NOT NULL,
    reason TEXT NOT NULL,
    -- A decision is ended once.
    PRIMARY KEY (school_id, mandate_id),
    FOREIGN KEY (school_id, mandate_id) REFERENCES mandates (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- What a decision gives, and what ended by it. An appointment is held by one decision, and ends by one.
CREATE TABLE mandate_rights (
    school_id UUID NOT NULL,
    mandate_id UUID NOT NULL,
    appointment_id UUID NOT NULL,
    -- gives, ends.
    effect TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, appointment_id, effect),
    FOREIGN KEY (school_id, mandate_id) REFERENCES mandates (school_id, id),
    FOREIGN KEY (school_id, appointment_id) REFERENCES appointments (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Pictures of the paper.
CREATE TABLE mandate_files (
    school_id UUID NOT NULL,
    mandate_id UUID NOT NULL,
    -- Counted from 0 in each decision.
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, mandate_id, position),
    FOREIGN KEY (school_id, mandate_id) REFERENCES mandates (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Whether somebody names a file of the store is asked by its content.
CREATE INDEX mandate_files_by_content ON mandate_files (sha256);

-- Of what waits for the leadership: its last day, the decision that gives or ends it, and the appointment whose end it is.
ALTER TABLE waiting_appointments ADD COLUMN until_day DATE;
ALTER TABLE waiting_appointments ADD COLUMN mandate_id UUID;
ALTER TABLE waiting_appointments ADD COLUMN ends_id UUID;
