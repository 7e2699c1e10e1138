-- What bears a request for an update after a lock out, as files (domain::updates::Update); none is ever changed or removed.
CREATE TABLE update_files (
    school_id UUID NOT NULL,
    update_id UUID NOT NULL,
    -- Counted from 0 in each request.
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (school_id, update_id, position),
    FOREIGN KEY (school_id, update_id) REFERENCES updates (school_id, id)
);

-- Whether somebody names a file of the store is asked by its content.
CREATE INDEX update_files_by_content ON update_files (sha256);

-- Of a file that waits to bear a request out: the id that this request will have. It is no part of a hand-in for its record.
ALTER TABLE uploads ADD COLUMN update_id UUID;

-- The reasons that the procedure offers to whoever asks, one a line; empty where it offers none.
ALTER TABLE update_procedures ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
