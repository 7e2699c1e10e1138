-- What was found in each file that was handed in (domain::inspection); rows are never changed and never removed. A file without
-- a row was stored before the program looked, and is looked into when it is first opened.
CREATE TABLE file_inspections (
    school_id UUID NOT NULL,
    sha256 BYTEA NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- clean, odd, held.
    outcome TEXT NOT NULL,
    -- The codes of what is odd, or of why it is held, with a space between them.
    found TEXT NOT NULL,
    PRIMARY KEY (school_id, sha256),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);

CREATE INDEX file_inspections_held ON file_inspections (school_id, sha256) WHERE outcome = 'held';

-- What was decided about files that are held; the newest one counts.
CREATE TABLE held_file_judgements (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    sha256 BYTEA NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- Why the file was given back; NULL where it was released.
    reason TEXT,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, sha256) REFERENCES file_inspections (school_id, sha256),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE INDEX held_file_judgements_by_file ON held_file_judgements (school_id, sha256, at);
