-- Stretches of the log in which the machine's clock was doubted (domain::doubtful_times).
CREATE TABLE doubtful_times (
    school_id UUID NOT NULL REFERENCES schools (id),
    id UUID NOT NULL,
    cause TEXT NOT NULL,
    -- The first event in it, and the school's time, the machine's clock and the last certain instant when it began.
    began_seq BIGINT NOT NULL,
    began_at TIMESTAMPTZ NOT NULL,
    began_wall TIMESTAMPTZ NOT NULL,
    certain TIMESTAMPTZ NOT NULL,
    -- By how many seconds the machine's clock is ahead of the school's, as last known.
    ahead BIGINT NOT NULL,
    -- The event of its end. Empty: it lasts.
    ended_seq BIGINT,
    ended_at TIMESTAMPTZ,
    -- What the times in it lack by the clocks' own account, in seconds.
    ended_offset BIGINT,
    decided_by UUID,
    decided_at TIMESTAMPTZ,
    -- What is added to the times in it where they are shown and judged, in seconds.
    decided_offset BIGINT,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, decided_by) REFERENCES people (school_id, id)
);

CREATE INDEX doubtful_times_in_order ON doubtful_times (school_id, began_seq);

-- The mark of what was noted in one. The time itself stays as it was noted.
ALTER TABLE submissions ADD COLUMN doubtful_time_id UUID;
ALTER TABLE judgements ADD COLUMN doubtful_time_id UUID;

CREATE INDEX submissions_by_doubtful_time ON submissions (school_id, doubtful_time_id);
