-- What the principal asks of people beside what the regulation demands of records (domain::tasks). Nothing here is ever changed or
-- removed: a change is a version, and so is every answer.
CREATE TABLE tasks (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    school_year_id UUID NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id)
);

CREATE INDEX tasks_by_year ON tasks (school_id, school_year_id);

CREATE TABLE task_versions (
    school_id UUID NOT NULL,
    task_id UUID NOT NULL,
    -- 0 as it was given, then from 1 as it was changed.
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    until_day DATE NOT NULL,
    -- To whom, as it was ticked: codes of domain::tasks::TaskTarget, one a line.
    targets TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- Why it was changed; empty of what was given.
    reason TEXT NOT NULL,
    PRIMARY KEY (school_id, task_id, version),
    FOREIGN KEY (school_id, task_id) REFERENCES tasks (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- To whom each version is given, person by person, as they worked at the school then.
CREATE TABLE task_people (
    school_id UUID NOT NULL,
    task_id UUID NOT NULL,
    version BIGINT NOT NULL,
    -- From 0, by department and roll.
    place BIGINT NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (school_id, task_id, version, place),
    UNIQUE (school_id, task_id, version, person_id),
    FOREIGN KEY (school_id, task_id, version) REFERENCES task_versions (school_id, task_id, version),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE TABLE task_files (
    school_id UUID NOT NULL,
    task_id UUID NOT NULL,
    -- Counted from 0 in each task.
    position BIGINT NOT NULL,
    -- With which version it came.
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (school_id, task_id, position),
    FOREIGN KEY (school_id, task_id, version) REFERENCES task_versions (school_id, task_id, version)
);

CREATE TABLE task_answers (
    school_id UUID NOT NULL,
    task_id UUID NOT NULL,
    person_id UUID NOT NULL,
    -- From 1, of this person.
    number BIGINT NOT NULL,
    words TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- The instant by which it is in time or late.
    counted TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, task_id, person_id, number),
    FOREIGN KEY (school_id, task_id) REFERENCES tasks (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE TABLE task_answer_files (
    school_id UUID NOT NULL,
    task_id UUID NOT NULL,
    person_id UUID NOT NULL,
    number BIGINT NOT NULL,
    -- Counted from 0 in each answer.
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (school_id, task_id, person_id, number, position),
    FOREIGN KEY (school_id, task_id, person_id, number) REFERENCES task_answers (school_id, task_id, person_id, number)
);

CREATE TABLE task_verdicts (
    school_id UUID NOT NULL,
    task_id UUID NOT NULL,
    person_id UUID NOT NULL,
    number BIGINT NOT NULL,
    -- A code of domain::tasks::VerdictKind.
    verdict TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    words TEXT NOT NULL,
    -- It is said once of each answer.
    PRIMARY KEY (school_id, task_id, person_id, number),
    FOREIGN KEY (school_id, task_id, person_id, number) REFERENCES task_answers (school_id, task_id, person_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE tasks_ended (
    school_id UUID NOT NULL,
    task_id UUID NOT NULL,
    -- A code of domain::tasks::EndKind.
    kind TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (school_id, task_id),
    FOREIGN KEY (school_id, task_id) REFERENCES tasks (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Whether somebody names a file of the store is asked by its content.
CREATE INDEX task_files_by_content ON task_files (sha256);
CREATE INDEX task_answer_files_by_content ON task_answer_files (sha256);

-- Files that lie in the store and wait to go with a task or with an answer to it; swept as uploads are. A task that is not given yet
-- has an id already, but no row.
CREATE TABLE task_uploads (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    task_id UUID NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

CREATE INDEX task_uploads_by_content ON task_uploads (sha256);
