-- The schools, and what happened in each: nothing changes without an event.

-- The random name of this store; the files on disk carry the same one.
CREATE TABLE store (
    id UUID NOT NULL PRIMARY KEY,
    since TIMESTAMPTZ NOT NULL
);

CREATE TABLE schools (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- The number of the school's last event: what was read at this revision is still true.
    revision BIGINT NOT NULL
);

-- One hash chain for each school, from 1 without gaps; see events.rs for the bytes that are hashed.
CREATE TABLE events (
    school_id UUID NOT NULL REFERENCES schools (id),
    seq BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- NULL: the program itself.
    actor UUID,
    kind TEXT NOT NULL,
    subject UUID,
    detail TEXT NOT NULL,
    prev BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (school_id, seq)
);

CREATE INDEX events_by_subject ON events (school_id, subject, seq);
