-- What has happened by itself at a minute that somebody ordered (domain::schedule): noted once, whichever server came first and
-- however long none ran. No row is ever changed or removed.
CREATE TABLE scheduled_runs (
    school_id UUID NOT NULL,
    -- locks.took_effect, locks.ended, delegations.ended.
    what TEXT NOT NULL,
    -- The order, or the appointment that was lent.
    subject_id UUID NOT NULL,
    -- The minute that was ordered; a day that is moved is another one.
    ordered_at TIMESTAMPTZ NOT NULL,
    ran_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, what, subject_id, ordered_at),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);
