-- Who handed out the last password that its owner had not chosen, whether the leadership has confirmed that, and whether
-- the owner has read of it. All empty where the password came with the first set-up or was chosen from the beginning.
ALTER TABLE accounts ADD COLUMN reset_by UUID;
ALTER TABLE accounts ADD COLUMN reset_at TIMESTAMPTZ;
-- Empty `reset_confirmed_by` beside a time: the server's own console, which needs nobody's confirmation.
ALTER TABLE accounts ADD COLUMN reset_confirmed_by UUID;
ALTER TABLE accounts ADD COLUMN reset_confirmed_at TIMESTAMPTZ;
ALTER TABLE accounts ADD COLUMN reset_seen_at TIMESTAMPTZ;

-- When the password was last asked for in this session.
ALTER TABLE sessions ADD COLUMN proved_at TIMESTAMPTZ;
UPDATE sessions SET proved_at = created_at;

-- Browsers in which a person has signed in: strangers who guess elsewhere do not slow them there.
CREATE TABLE known_browsers (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    -- SHA-256 of the 256-bit number in the browser's cookie.
    key_hash BYTEA NOT NULL,
    first_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, person_id, key_hash),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);
