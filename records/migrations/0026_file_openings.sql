-- Which files of a version a reviewer was shown: a version is opened when every file of it is.
CREATE TABLE file_openings (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    -- Of the file in its version, from 0.
    position BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, person_id, submission_id, position),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, submission_id, position) REFERENCES submission_files (school_id, submission_id, position)
);
