-- Attempts to hand a record in that came to nothing, or were done after the hour (domain::lateness::FailedTry). No content and no
-- name of a file. So many of one person and record are kept, and no row is changed or removed.
CREATE TABLE failed_tries (
    school_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    -- From 1 on, for each record.
    number BIGINT NOT NULL,
    person_id UUID NOT NULL,
    -- When it began to arrive, and when it was noted, by the school's clock.
    began_at TIMESTAMPTZ NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- too_large, unfit, broken, no_service, too_much, shut, form, over_the_hour.
    why TEXT NOT NULL,
    PRIMARY KEY (school_id, obligation_id, number),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);
