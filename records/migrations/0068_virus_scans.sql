-- Whether the school has a virus scanner, since when; the last row counts. Rows are never changed and never removed.
CREATE TABLE virus_scanning (
    school_id UUID NOT NULL,
    -- From 1.
    number BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    is_on BOOLEAN NOT NULL,
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);

-- How each content stands with the virus scanner (domain::inspection::Scan). A state, and no history: what was found is an event.
CREATE TABLE file_scans (
    school_id UUID NOT NULL,
    sha256 BYTEA NOT NULL,
    -- waiting, clean, infected, undecided.
    state TEXT NOT NULL,
    -- The name of what was found, or the code of why the scanner cannot say.
    found TEXT NOT NULL,
    -- What the scanner said of itself when it said so.
    signatures TEXT NOT NULL,
    queued_at TIMESTAMPTZ NOT NULL,
    -- When the scanner said something for the first time, when it began to say what it says now, and when it said so last.
    first_at TIMESTAMPTZ,
    found_at TIMESTAMPTZ,
    last_at TIMESTAMPTZ,
    -- How many tries failed since, for the file's own reasons as it seems.
    tries BIGINT NOT NULL,
    -- When somebody asked for another scan that has not come yet.
    asked_at TIMESTAMPTZ,
    PRIMARY KEY (school_id, sha256),
    FOREIGN KEY (school_id, sha256) REFERENCES file_inspections (school_id, sha256)
);

CREATE INDEX file_scans_by_state ON file_scans (school_id, state, tries, queued_at);
