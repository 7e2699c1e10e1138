-- A version is the whole set of its files (domain::submissions). Of a file that was taken over from an earlier version: the version
-- with which it came first. The bytes are the same ones of the store.
ALTER TABLE submission_files ADD COLUMN kept_from UUID;

-- Names of files that could not be taken, and without which the person handed in all the same. Never changed, never removed.
CREATE TABLE left_out_files (
    school_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    -- Counted from 0.
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (school_id, submission_id, position),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id)
);

-- Whom to call about the system, one to a line, for the sign-in and the pages of errors; empty where the school has entered nobody.
ALTER TABLE setups ADD COLUMN contacts TEXT NOT NULL DEFAULT '';
