-- Which version of the rules brings a change of a way of approval: it is for what is handed in from the first day of that version on.
-- NULL: for what is handed in after "at". A key over both columns cannot be added to a table in SQLite; versions are never removed.
ALTER TABLE review_settings ADD COLUMN rule_version_id UUID;

-- Which types are owed under a version of the rules, where that is not what the type says of itself
-- (domain::record_types::RuleVersion::in_use). Each version has all of them; none is changed or removed.
CREATE TABLE rule_uses (
    school_id UUID NOT NULL,
    rule_version_id UUID NOT NULL,
    record_type_id UUID NOT NULL,
    -- used, ended.
    in_use TEXT NOT NULL,
    PRIMARY KEY (school_id, rule_version_id, record_type_id),
    FOREIGN KEY (school_id, rule_version_id) REFERENCES rule_versions (school_id, id),
    FOREIGN KEY (school_id, record_type_id) REFERENCES record_types (school_id, id)
);

-- The number of a decision as it should have been written (domain::corrections): the last row of a subject counts, what was written
-- before stays where it stands. None is changed or removed.
CREATE TABLE corrections (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- rules, lock-order, absence, extension; of which one stands in subject_id.
    about TEXT NOT NULL,
    subject_id UUID NOT NULL,
    -- What had stood there until then.
    was TEXT NOT NULL,
    decision TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    by_person_id UUID NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id) REFERENCES schools (id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
