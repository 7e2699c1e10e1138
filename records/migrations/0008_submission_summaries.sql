-- What lists need of the hand-ins of a record stands in a row of its own, kept in the transaction of each hand-in; a
-- record without a hand-in has none.
CREATE TABLE submission_summaries (
    school_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    -- The first version, which alone is judged, and the judgement that its receipt says.
    first_at TIMESTAMPTZ NOT NULL,
    first_by UUID NOT NULL,
    first_verdict TEXT NOT NULL,
    -- The due day by which it is judged, and the kindest judgement that it ever had.
    judged_by DATE,
    verdict TEXT NOT NULL,
    versions BIGINT NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    last_by UUID NOT NULL,
    last_files BIGINT NOT NULL,
    last_submission_id UUID NOT NULL,
    PRIMARY KEY (school_id, obligation_id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, last_submission_id) REFERENCES submissions (school_id, id),
    FOREIGN KEY (school_id, first_by) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, last_by) REFERENCES people (school_id, id)
);

INSERT INTO submission_summaries (school_id, obligation_id, first_at, first_by, first_verdict, judged_by, verdict, versions,
    last_at, last_by, last_files, last_submission_id)
SELECT school_id, id, first_at, first_by, first_verdict, judged_by, verdict, versions, last_at, last_by, last_files,
    last_submission_id
FROM obligations WHERE first_at IS NOT NULL;

ALTER TABLE obligations DROP COLUMN first_at;
ALTER TABLE obligations DROP COLUMN first_by;
ALTER TABLE obligations DROP COLUMN first_verdict;
ALTER TABLE obligations DROP COLUMN judged_by;
ALTER TABLE obligations DROP COLUMN verdict;
ALTER TABLE obligations DROP COLUMN versions;
ALTER TABLE obligations DROP COLUMN last_at;
ALTER TABLE obligations DROP COLUMN last_by;
ALTER TABLE obligations DROP COLUMN last_files;
ALTER TABLE obligations DROP COLUMN last_submission_id;
