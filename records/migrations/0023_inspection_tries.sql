-- Looks into files that were cut short by something outside of the file; rows are never changed and never removed. A file with
-- such rows and without one in file_inspections is being looked into: "đang kiểm tra".
CREATE TABLE inspection_tries (
    school_id UUID NOT NULL,
    sha256 BYTEA NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- killed, late.
    cause TEXT NOT NULL,
    PRIMARY KEY (school_id, sha256, at),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);

-- What was decided lately, for those who are told of it.
CREATE INDEX held_file_judgements_by_time ON held_file_judgements (school_id, at);
