-- "Bản lưu cá nhân": who took a copy of their own records home, to its last byte. Nothing here is ever changed or removed.
CREATE TABLE personal_copies (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    -- From 1, of the person.
    number BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- all, new.
    kind TEXT NOT NULL,
    records BIGINT NOT NULL,
    files BIGINT NOT NULL,
    -- Of the files alone.
    bytes BIGINT NOT NULL,
    PRIMARY KEY (school_id, person_id, number),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

-- The versions that are in such a copy.
CREATE TABLE personal_copy_versions (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    -- The number of the copy.
    number BIGINT NOT NULL,
    -- How many files of the version are not in it, because they were kept from being opened.
    lacking BIGINT NOT NULL,
    PRIMARY KEY (school_id, person_id, submission_id, number),
    FOREIGN KEY (school_id, person_id, number) REFERENCES personal_copies (school_id, person_id, number),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id)
);

-- The overview looks from the last versions of a year to whose copies hold them.
CREATE INDEX personal_copy_versions_by_submission ON personal_copy_versions (school_id, submission_id);
