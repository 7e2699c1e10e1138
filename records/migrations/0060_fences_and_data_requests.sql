-- Two kinds of fence became three: health, single children, members of staff and money. Each of them keeps in whoever it kept in, so
-- that nobody opens more or less by this than before; what a school wants otherwise it says on the page of its own.
UPDATE record_types SET sensitivity = 'health' WHERE sensitivity = 'sensitive' AND code = 'y-te';
UPDATE record_types SET sensitivity = 'child' WHERE sensitivity = 'sensitive';
UPDATE record_types SET sensitivity = 'personnel' WHERE sensitivity = 'restricted';

-- Who opens the records of a type and what they are for, change by change; the last one holds for every record of the type, also for
-- those from before it. A type without a row is as it began. Nothing here is ever changed or removed.
CREATE TABLE record_fences (
    school_id UUID NOT NULL,
    record_type_id UUID NOT NULL,
    -- From 1, of the type.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- A code of domain::record_types::Sensitivity.
    sensitivity TEXT NOT NULL,
    -- domain::record_types::Readers as text.
    readers TEXT NOT NULL,
    -- Empty for the words of the kind.
    purpose TEXT NOT NULL,
    PRIMARY KEY (school_id, record_type_id, number),
    FOREIGN KEY (school_id, record_type_id) REFERENCES record_types (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Who asked for their own data, and what they were answered. Nothing here is ever changed or removed.
CREATE TABLE data_requests (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    -- Whose data.
    person_id UUID NOT NULL,
    -- The same one; or whoever entered it for somebody who cannot sign in.
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    due DATE NOT NULL,
    reason TEXT NOT NULL,
    -- How it was made sure who asks; empty where they have signed in.
    identity TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE INDEX data_requests_by_person ON data_requests (school_id, person_id);

CREATE TABLE data_answers (
    school_id UUID NOT NULL,
    request_id UUID NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- given, refused.
    outcome TEXT NOT NULL,
    -- Of a refusal: why, and by which clause; else empty.
    reason TEXT NOT NULL,
    clause TEXT NOT NULL,
    -- It is answered once.
    PRIMARY KEY (school_id, request_id),
    FOREIGN KEY (school_id, request_id) REFERENCES data_requests (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- What somebody has written is found for them.
CREATE INDEX comments_by_person ON comments (school_id, by_person_id);
