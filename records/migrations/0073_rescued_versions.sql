-- "Nhận lại bản lưu": versions that are here because somebody kept them at home (domain::personal_copies). Nothing here is ever
-- changed or removed.
CREATE TABLE rescued_versions (
    school_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    -- When it came back; when it was handed in, its receipt says.
    at TIMESTAMPTZ NOT NULL,
    -- Who took it back; nobody at the server's own console.
    by_person_id UUID,
    -- signed, hash.
    trust TEXT NOT NULL,
    -- Whose copy it was, as the name stood in it, and when that was made.
    copy_of TEXT NOT NULL,
    copy_made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, submission_id),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
