-- Which versions a reviewer has opened, and the fingerprint of what was shown: only those are approved several at once.
CREATE TABLE review_openings (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    digest BYTEA NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, person_id, submission_id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id)
);
