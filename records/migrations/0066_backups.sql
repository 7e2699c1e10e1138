-- Backups (domain::backups). Nothing here is ever changed or removed.

-- The public half of the key for which backups are locked; the secret half lies in an envelope, and never here.
CREATE TABLE recovery_keys (
    school_id UUID NOT NULL,
    -- From 1: the last one counts.
    number BIGINT NOT NULL,
    recipient TEXT NOT NULL,
    -- From which the names of files in backups are derived.
    tags BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);

-- Each try to make a backup, and what has become of it.
CREATE TABLE backup_runs (
    school_id UUID NOT NULL,
    -- From 1, in the order in which they were noted.
    number BIGINT NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ NOT NULL,
    place TEXT NOT NULL,
    -- A code of domain::backups::BackupOutcome.
    outcome TEXT NOT NULL,
    entries BIGINT NOT NULL,
    files BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    sent_files BIGINT NOT NULL,
    sent_bytes BIGINT NOT NULL,
    lacking BIGINT NOT NULL,
    -- What went wrong, in words for people; empty of a good one.
    fault TEXT NOT NULL,
    -- Who asked for it by hand; NULL where the server or its console made it.
    by_person_id UUID,
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id) REFERENCES schools (id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- The last good one is asked for on every dashboard.
CREATE INDEX backup_runs_by_outcome ON backup_runs (school_id, outcome, number);

-- A restore that was tried with the key of the envelope, beside all that people work with.
CREATE TABLE restore_drills (
    school_id UUID NOT NULL,
    -- From 1.
    number BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    place TEXT NOT NULL,
    -- When the backup was made that was restored.
    backup_at TIMESTAMPTZ NOT NULL,
    files BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);
