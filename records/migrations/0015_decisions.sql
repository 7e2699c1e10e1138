-- What was decided about versions (domain::decisions); rows are never changed and never removed.
CREATE TABLE decisions (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    -- The fingerprint that was on the screen (submissions.digest).
    digest BYTEA NOT NULL,
    -- In whose turn: department, leadership.
    step TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- approved, returned.
    outcome TEXT NOT NULL,
    -- Of a return: the ticked reasons, one a line, words of one's own, and the day to correct by.
    reasons TEXT,
    words TEXT,
    correct_by DATE,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE INDEX decisions_by_obligation ON decisions (school_id, obligation_id);

-- Decisions that whoever made them took back.
CREATE TABLE undone_decisions (
    school_id UUID NOT NULL,
    decision_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, decision_id),
    FOREIGN KEY (school_id, decision_id) REFERENCES decisions (school_id, id)
);

-- What came before the program knew reviews is asked of nobody: it was used long ago. Empty: everything is reviewed.
ALTER TABLE schools ADD COLUMN reviewed_since TIMESTAMPTZ;
UPDATE schools SET reviewed_since = (SELECT max(e.at) FROM events e WHERE e.school_id = schools.id);
