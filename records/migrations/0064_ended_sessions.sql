-- Sessions that somebody ended before their time, and why: the browser whose cookie it was reads it where it signs in again, and nobody
-- else. What is older than a working day goes with the next one.
CREATE TABLE ended_sessions (
    -- As in sessions.
    id_hash BYTEA NOT NULL PRIMARY KEY,
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    ended_at TIMESTAMPTZ NOT NULL,
    -- domain::devices::SessionEnd.
    why TEXT NOT NULL,
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE INDEX ended_sessions_by_time ON ended_sessions (school_id, ended_at);
