-- A school: its year, its people, what it keeps, what it is owed and what was handed in.
-- Ids are UUIDv7 made by the program; every key begins with the school, so that no row can be reached from another one.

CREATE TABLE school_years (
    school_id UUID NOT NULL REFERENCES schools (id),
    id UUID NOT NULL,
    name TEXT NOT NULL,
    first_week DATE NOT NULL,
    weeks BIGINT NOT NULL,
    semester_2_starts_in_week BIGINT NOT NULL,
    working_days TEXT NOT NULL,
    -- What fell due before this day is not owed.
    counts_from DATE NOT NULL,
    -- The week of practice counts for nothing.
    practice_week BIGINT,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, name)
);

CREATE TABLE unnumbered_weeks (
    school_id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    monday DATE NOT NULL,
    reason TEXT NOT NULL,
    staff_off BOOLEAN NOT NULL,
    PRIMARY KEY (school_id, school_year_id, monday),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id)
);

CREATE TABLE special_days (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id)
);

CREATE TABLE departments (
    school_id UUID NOT NULL REFERENCES schools (id),
    id UUID NOT NULL,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, name)
);

CREATE TABLE sections (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    department_id UUID NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, name),
    FOREIGN KEY (school_id, department_id) REFERENCES departments (school_id, id)
);

CREATE TABLE classes (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    department_id UUID NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, name),
    FOREIGN KEY (school_id, department_id) REFERENCES departments (school_id, id)
);

CREATE TABLE people (
    school_id UUID NOT NULL REFERENCES schools (id),
    id UUID NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    born BIGINT,
    PRIMARY KEY (school_id, id)
);

CREATE TABLE accounts (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    username TEXT NOT NULL,
    -- Argon2id, in the PHC string format.
    password_hash TEXT NOT NULL,
    -- Since when the password is one that was handed out and must be changed.
    initial_since TIMESTAMPTZ,
    suspended_at TIMESTAMPTZ,
    PRIMARY KEY (school_id, person_id),
    UNIQUE (school_id, username),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE TABLE appointments (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    position TEXT NOT NULL,
    -- The department, section or class of the position.
    unit_id UUID,
    from_day DATE NOT NULL,
    until_day DATE,
    -- Number of the decision that gives the right (Điều 1b); may be filled later.
    decision TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE TABLE turns (
    school_id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    class_id UUID NOT NULL,
    week BIGINT NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (school_id, school_year_id, class_id, week),
    FOREIGN KEY (school_id, class_id) REFERENCES classes (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE TABLE themes (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    name TEXT NOT NULL,
    from_week BIGINT NOT NULL,
    through_week BIGINT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id)
);

CREATE TABLE record_types (
    school_id UUID NOT NULL REFERENCES schools (id),
    id UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    owed_by TEXT NOT NULL,
    -- The department or section, where one is named.
    owed_by_id UUID,
    rhythm TEXT NOT NULL,
    route TEXT NOT NULL,
    sensitivity TEXT NOT NULL,
    position BIGINT NOT NULL,
    due TEXT NOT NULL,
    retired_at TIMESTAMPTZ,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, code)
);

CREATE TABLE rule_versions (
    school_id UUID NOT NULL REFERENCES schools (id),
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    effective_from DATE NOT NULL,
    -- Hours of the school's clock, HH:MM:SS.
    shown_hour TEXT NOT NULL,
    counted_until TEXT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number)
);

CREATE TABLE obligations (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    record_type_id UUID NOT NULL,
    period TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    -- The school's own id where the school owes.
    owner_id UUID NOT NULL,
    department_id UUID,
    week BIGINT,
    due_nominal DATE,
    due_day DATE,
    moved TEXT,
    moved_because TEXT,
    moved_closed DATE,
    rule_version_id UUID NOT NULL,
    turn_person_id UUID,
    practice BOOLEAN NOT NULL,
    closed_at TIMESTAMPTZ,
    closed_reason TEXT,
    -- What lists need of the hand-ins, kept in the transaction of each hand-in.
    first_at TIMESTAMPTZ,
    first_verdict TEXT,
    judged_by DATE,
    versions BIGINT NOT NULL,
    last_at TIMESTAMPTZ,
    last_by UUID,
    last_files BIGINT NOT NULL,
    last_submission_id UUID,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, school_year_id, record_type_id, period, owner_kind, owner_id),
    FOREIGN KEY (school_id, record_type_id) REFERENCES record_types (school_id, id),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id)
);

CREATE TABLE exemptions (
    school_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (school_id, obligation_id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id)
);

-- The first judgement and all that improved it.
CREATE TABLE judgements (
    school_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    number BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    due_day DATE,
    cause TEXT NOT NULL,
    PRIMARY KEY (school_id, obligation_id, number),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id)
);

CREATE TABLE submissions (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    version BIGINT NOT NULL,
    person_id UUID NOT NULL,
    -- Made when the form opens: a second click or a retry brings the first receipt.
    key UUID NOT NULL,
    -- SHA-256 over obligation, note and files: the same key with another content is refused.
    digest BYTEA NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    receipt_year BIGINT NOT NULL,
    receipt_number BIGINT NOT NULL,
    due_day DATE,
    -- What the receipt says: on-time, late:3d, late:5h, late:40m, none.
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, person_id, key),
    UNIQUE (school_id, obligation_id, version),
    UNIQUE (school_id, receipt_year, receipt_number),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE TABLE submission_files (
    school_id UUID NOT NULL,
    submission_id UUID NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (school_id, submission_id, position),
    FOREIGN KEY (school_id, submission_id) REFERENCES submissions (school_id, id)
);

CREATE TABLE receipt_counters (
    school_id UUID NOT NULL REFERENCES schools (id),
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (school_id, year)
);

-- Files that were uploaded and wait to be handed in; kept for a day.
CREATE TABLE uploads (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE INDEX uploads_by_age ON uploads (at);

-- Words that were typed when the session ended, waiting for the page to open again.
CREATE TABLE drafts (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    note TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, person_id, obligation_id),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE TABLE sessions (
    -- SHA-256 of the 256-bit id in the cookie.
    id_hash BYTEA NOT NULL PRIMARY KEY,
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE INDEX sessions_by_person ON sessions (school_id, person_id);
CREATE INDEX sessions_by_seen ON sessions (seen_at);

-- First set-up: how far it is, so that it can be left and taken up again.
CREATE TABLE setups (
    school_id UUID NOT NULL PRIMARY KEY REFERENCES schools (id),
    step BIGINT NOT NULL,
    finished_at TIMESTAMPTZ,
    -- In bytes; the school's own limit for one file.
    file_limit BIGINT NOT NULL
);
