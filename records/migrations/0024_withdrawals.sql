-- Hand-ins that their authors took back before anybody opened them; rows are never changed and never removed.
CREATE TABLE withdrawals (
    school_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, submission_id),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE INDEX withdrawals_by_obligation ON withdrawals (school_id, obligation_id);

-- Whether anybody else has opened a version is asked whenever its page is shown to its author.
CREATE INDEX review_openings_by_submission ON review_openings (school_id, submission_id);
