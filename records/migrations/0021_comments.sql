-- What reviewers and authors wrote to each other about versions (domain::comments); rows are never changed and never removed.
CREATE TABLE comments (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    -- The comment that it answers; NULL for one that begins a thread.
    answers_id UUID,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    words TEXT NOT NULL,
    -- Where a thread is pinned: which file of the version, from 0, its bytes, the place in it, and the words selected there.
    file_position BIGINT,
    file_sha256 BYTEA,
    place TEXT,
    quote TEXT,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id),
    FOREIGN KEY (school_id, answers_id) REFERENCES comments (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE INDEX comments_by_obligation ON comments (school_id, obligation_id);

-- What whoever began a thread said of it; the newest one counts.
CREATE TABLE comment_settlements (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    comment_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- done, reopened.
    is_now TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, comment_id) REFERENCES comments (school_id, id)
);

CREATE INDEX comment_settlements_by_obligation ON comment_settlements (school_id, obligation_id);
