-- The paper that a type of records is written on, version by version (domain::templates). Nothing here is ever changed or removed:
-- a mistake is mended by another version from the same day.
CREATE TABLE record_templates (
    school_id UUID NOT NULL,
    record_type_id UUID NOT NULL,
    -- From 1, of the type.
    number BIGINT NOT NULL,
    from_day DATE NOT NULL,
    -- What it rests on, and what is different from the one before; each may be empty.
    basis TEXT NOT NULL,
    words TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, record_type_id, number),
    FOREIGN KEY (school_id, record_type_id) REFERENCES record_types (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Whether somebody names a file of the store is asked by its content.
CREATE INDEX record_templates_by_content ON record_templates (sha256);
