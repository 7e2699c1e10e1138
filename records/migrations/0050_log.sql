-- From where something was done (domain::log::Origin): NULL for what the program does by itself, and for what is older than this
-- column. It is hashed with the entry; see events.rs.
ALTER TABLE events ADD COLUMN origin TEXT;

-- The log is read the newest first, each page by the key of the line before it: all of it, what
-- is of one kind, what one person did, what was done about one thing.
CREATE INDEX events_by_time ON events (school_id, at, seq);
CREATE INDEX events_by_kind ON events (school_id, kind, at, seq);
CREATE INDEX events_by_actor ON events (school_id, actor, at, seq);
CREATE INDEX events_by_actor_and_kind ON events (school_id, actor, kind, at, seq);
CREATE INDEX events_by_thing ON events (school_id, subject, at, seq);
CREATE INDEX events_by_thing_and_kind ON events (school_id, subject, kind, at, seq);
-- And what was done about all that one class, section or person owes.
CREATE INDEX obligations_by_owner ON obligations (school_id, school_year_id, owner_kind, owner_id);

-- Ends of the chain that the school's key has signed (domain::log): none is changed or removed.
CREATE TABLE checkpoints (
    school_id UUID NOT NULL,
    -- Counted from 1 in each school.
    number BIGINT NOT NULL,
    -- The entry that was the last one, its instant and its hash.
    seq BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    hash BYTEA NOT NULL,
    key_id BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (school_id, number),
    UNIQUE (school_id, seq),
    FOREIGN KEY (school_id) REFERENCES schools (id),
    FOREIGN KEY (school_id, key_id) REFERENCES signing_keys (school_id, id)
);
