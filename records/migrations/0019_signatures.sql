-- The school's public keys (Ed25519). A key is never taken away: what it signed is verified by it for ever. The secret halves
-- lie in files of the data folder, not here.
CREATE TABLE signing_keys (
    school_id UUID NOT NULL,
    -- The first half of the SHA-256 of the public key.
    id BYTEA NOT NULL,
    public_key BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);

-- What the leadership signed, one for each approval of its step; taken back by the row of undone_decisions.
CREATE TABLE signatures (
    school_id UUID NOT NULL,
    decision_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    -- SHA-256 of the check code: whoever asks for a wrong one learns nothing from how long the search takes.
    code_hash BYTEA NOT NULL,
    -- The bytes that are signed (domain::signing).
    statement BYTEA NOT NULL,
    key_id BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (school_id, decision_id),
    UNIQUE (code_hash),
    FOREIGN KEY (school_id, decision_id) REFERENCES decisions (school_id, id),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id),
    FOREIGN KEY (school_id, key_id) REFERENCES signing_keys (school_id, id)
);

CREATE INDEX signatures_by_submission ON signatures (school_id, submission_id);
