-- What the leadership looked through of what departments had approved, and signed for (domain::spot_checks); rows are never
-- changed and never removed.
CREATE TABLE spot_checks (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    -- The fingerprint that was on the screen (submissions.digest).
    digest BYTEA NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- The signature, as in signatures.
    code_hash BYTEA NOT NULL,
    statement BYTEA NOT NULL,
    key_id BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (school_id, id),
    -- One check of a version is enough.
    UNIQUE (school_id, submission_id),
    UNIQUE (code_hash),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, key_id) REFERENCES signing_keys (school_id, id)
);

CREATE INDEX spot_checks_by_obligation ON spot_checks (school_id, obligation_id);
