-- What each person had to do on a working day, as it was counted in the morning (domain::digests). No row is ever changed or removed:
-- what was told stays told as it was.
CREATE TABLE digests (
    school_id UUID NOT NULL,
    -- Told once a day: scheduled_runs says so.
    day DATE NOT NULL,
    counted_at TIMESTAMPTZ NOT NULL,
    -- How the week stands in the whole school; on its last working day alone, and then all of them.
    on_time BIGINT,
    late BIGINT,
    missing BIGINT,
    still_due BIGINT,
    waiting BIGINT,
    PRIMARY KEY (school_id, day),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);

CREATE TABLE digest_lines (
    school_id UUID NOT NULL,
    day DATE NOT NULL,
    person_id UUID NOT NULL,
    due_today BIGINT NOT NULL,
    due_next BIGINT NOT NULL,
    -- The next working day, where anything is due on it.
    next_day DATE,
    overdue BIGINT NOT NULL,
    to_correct BIGINT NOT NULL,
    to_review BIGINT NOT NULL,
    orders BIGINT NOT NULL,
    updates BIGINT NOT NULL,
    extensions BIGINT NOT NULL,
    swaps BIGINT NOT NULL,
    PRIMARY KEY (school_id, day, person_id),
    FOREIGN KEY (school_id, day) REFERENCES digests (school_id, day),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

-- What is wished for: time, until until_day, or freedom (domain::extensions).
ALTER TABLE extension_requests ADD COLUMN wish TEXT NOT NULL DEFAULT 'time';
