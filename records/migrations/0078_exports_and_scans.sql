-- Exports of the whole school that are read without this program (domain::readable_export::SchoolExport), and that one was begun to
-- be taken away. Nothing here is ever changed or removed.
CREATE TABLE school_exports (
    school_id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    -- Nobody and nothing of one that was made at the server's own console.
    by_person_id UUID,
    at TIMESTAMPTZ NOT NULL,
    purpose TEXT,
    records BIGINT NOT NULL,
    versions BIGINT NOT NULL,
    files BIGINT NOT NULL,
    lacking BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    -- SHA-256 of its list of hashes.
    sums BYTEA NOT NULL,
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE school_export_takings (
    school_id UUID NOT NULL,
    export_number BIGINT NOT NULL,
    -- From 1, of the export.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, export_number, number),
    FOREIGN KEY (school_id, export_number) REFERENCES school_exports (school_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Scans and pictures beside an entry of a register (domain::registers::EntryFile). Nothing here is ever changed or removed.
CREATE TABLE register_files (
    school_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    -- Counted from 0 in each entry.
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, entry_id, position),
    FOREIGN KEY (school_id, entry_id) REFERENCES register_entries (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Whether somebody names a file of the store is asked by its content.
CREATE INDEX register_files_by_content ON register_files (sha256);
