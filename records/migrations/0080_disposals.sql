-- What is disposed of (domain::disposals, decision 0057): lists of records of the archive whose period is over, the minutes of a council
-- about each, the principal's decision, and the execution. Nothing here is ever changed or removed: of a record whose files are gone
-- this says who decided and why.
CREATE TABLE disposal_lists (
    school_id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    -- That of the form: sent twice it makes one list.
    id UUID NOT NULL,
    explanation TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, number),
    UNIQUE (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE disposal_records (
    school_id UUID NOT NULL,
    list_number BIGINT NOT NULL,
    obligation_id UUID NOT NULL,
    -- From 1, in the list.
    place BIGINT NOT NULL,
    package_number BIGINT NOT NULL,
    -- In the words and by the rule of that day.
    title TEXT NOT NULL,
    school_year TEXT NOT NULL,
    retention TEXT NOT NULL,
    until_day DATE NOT NULL,
    files BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    PRIMARY KEY (school_id, list_number, obligation_id),
    UNIQUE (school_id, list_number, place),
    FOREIGN KEY (school_id, list_number) REFERENCES disposal_lists (school_id, number),
    FOREIGN KEY (school_id, package_number, obligation_id)
        REFERENCES archived_records (school_id, package_number, obligation_id)
);

CREATE TABLE disposal_minutes (
    school_id UUID NOT NULL,
    list_number BIGINT NOT NULL,
    -- "05/BB-HĐ", and the day of the meeting.
    minutes TEXT NOT NULL,
    met_on DATE NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, list_number),
    FOREIGN KEY (school_id, list_number) REFERENCES disposal_lists (school_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE disposal_members (
    school_id UUID NOT NULL,
    list_number BIGINT NOT NULL,
    -- From 1; the first one chairs the council.
    place BIGINT NOT NULL,
    person_id UUID NOT NULL,
    -- As they were called then.
    name TEXT NOT NULL,
    titles TEXT NOT NULL,
    PRIMARY KEY (school_id, list_number, place),
    UNIQUE (school_id, list_number, person_id),
    FOREIGN KEY (school_id, list_number) REFERENCES disposal_minutes (school_id, list_number),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

-- What the council keeps on, and why; all else of its list is disposed of.
CREATE TABLE disposal_kept (
    school_id UUID NOT NULL,
    list_number BIGINT NOT NULL,
    obligation_id UUID NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (school_id, list_number, obligation_id),
    FOREIGN KEY (school_id, list_number) REFERENCES disposal_minutes (school_id, list_number),
    FOREIGN KEY (school_id, list_number, obligation_id)
        REFERENCES disposal_records (school_id, list_number, obligation_id)
);

CREATE TABLE disposal_decisions (
    school_id UUID NOT NULL,
    list_number BIGINT NOT NULL,
    -- Empty where it is refused.
    number TEXT NOT NULL,
    -- Why not; nothing where it is approved.
    refused TEXT,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, list_number),
    FOREIGN KEY (school_id, list_number) REFERENCES disposal_minutes (school_id, list_number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Lists that were taken back.
CREATE TABLE disposal_ends (
    school_id UUID NOT NULL,
    list_number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (school_id, list_number),
    FOREIGN KEY (school_id, list_number) REFERENCES disposal_lists (school_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE disposal_executions (
    school_id UUID NOT NULL,
    list_number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, list_number),
    FOREIGN KEY (school_id, list_number) REFERENCES disposal_decisions (school_id, list_number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- The versions whose files are gone: what they name is named by nobody any more (records::stored_files).
CREATE TABLE disposed_versions (
    school_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    list_number BIGINT NOT NULL,
    PRIMARY KEY (school_id, submission_id),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id),
    FOREIGN KEY (school_id, list_number) REFERENCES disposal_executions (school_id, list_number),
    FOREIGN KEY (school_id, list_number, obligation_id)
        REFERENCES disposal_records (school_id, list_number, obligation_id)
);

CREATE INDEX disposed_versions_by_record ON disposed_versions (school_id, obligation_id);
