-- The archive (domain::archive, decision 0052): packages of records as they stood when they went in, what came out again, whether
-- the files still fit, how long each type is kept, and what is held. Nothing here is ever changed or removed.
CREATE TABLE archive_packages (
    school_id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    -- That of the form: sent twice it makes one package.
    id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    -- What the year was called then, and what was chosen, in words.
    school_year TEXT NOT NULL,
    what TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    records BIGINT NOT NULL,
    files BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    -- SHA-256 of what domain::archive::code_text says.
    code BYTEA NOT NULL,
    PRIMARY KEY (school_id, number),
    UNIQUE (school_id, id),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE archived_records (
    school_id UUID NOT NULL,
    package_number BIGINT NOT NULL,
    obligation_id UUID NOT NULL,
    -- From 1, in the package.
    place BIGINT NOT NULL,
    -- What stood about it then (domain::archive::PackedRecord in JSON), byte by byte, and the SHA-256 of these bytes.
    manifest TEXT NOT NULL,
    manifest_hash BYTEA NOT NULL,
    PRIMARY KEY (school_id, package_number, obligation_id),
    UNIQUE (school_id, package_number, place),
    FOREIGN KEY (school_id, package_number) REFERENCES archive_packages (school_id, number),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id)
);

CREATE INDEX archived_records_by_record ON archived_records (school_id, obligation_id);

-- A record that the principal took out again: it can change, and go into another package.
CREATE TABLE archive_returns (
    school_id UUID NOT NULL,
    package_number BIGINT NOT NULL,
    obligation_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (school_id, package_number, obligation_id),
    FOREIGN KEY (school_id, package_number, obligation_id)
        REFERENCES archived_records (school_id, package_number, obligation_id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- That the files of a package were compared with what was handed in, and which did not fit.
CREATE TABLE archive_checks (
    school_id UUID NOT NULL,
    package_number BIGINT NOT NULL,
    -- From 1, of the package; the first one is that of the day on which it was made.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    files BIGINT NOT NULL,
    PRIMARY KEY (school_id, package_number, number),
    FOREIGN KEY (school_id, package_number) REFERENCES archive_packages (school_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE archive_check_failures (
    school_id UUID NOT NULL,
    package_number BIGINT NOT NULL,
    number BIGINT NOT NULL,
    file_hash BYTEA NOT NULL,
    PRIMARY KEY (school_id, package_number, number, file_hash),
    FOREIGN KEY (school_id, package_number, number) REFERENCES archive_checks (school_id, package_number, number)
);

CREATE TABLE retention_rules (
    school_id UUID NOT NULL,
    record_type_id UUID NOT NULL,
    -- From 1, of the type; the last one holds.
    number BIGINT NOT NULL,
    -- A code of domain::archive::Retention, with the years where it has some.
    kind TEXT NOT NULL,
    years BIGINT,
    basis TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, record_type_id, number),
    FOREIGN KEY (school_id, record_type_id) REFERENCES record_types (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- One record, or a school year with or without a type.
CREATE TABLE archive_holds (
    school_id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    obligation_id UUID,
    school_year_id UUID,
    record_type_id UUID,
    reason TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id),
    FOREIGN KEY (school_id, record_type_id) REFERENCES record_types (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE archive_hold_ends (
    school_id UUID NOT NULL,
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id, number) REFERENCES archive_holds (school_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
