-- Signs at the sign-in, counted by day and person, with no address and no key of a browser: a check of the accounts looks at those
-- of the last weeks (domain::security_checks), and what is older goes.
CREATE TABLE failed_sign_ins (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    on_day DATE NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (school_id, person_id, on_day),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

-- One person signed in in the browser in which another one had signed in within minutes before.
CREATE TABLE quick_changes (
    school_id UUID NOT NULL,
    before_person_id UUID NOT NULL,
    after_person_id UUID NOT NULL,
    on_day DATE NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (school_id, before_person_id, after_person_id, on_day),
    FOREIGN KEY (school_id, before_person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, after_person_id) REFERENCES people (school_id, id)
);

CREATE INDEX known_browsers_by_key ON known_browsers (school_id, key_hash);

-- Checks of the accounts, what each found as it was then, and who said that it is mended. Nothing here is ever changed or removed.
CREATE TABLE security_checks (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE security_findings (
    school_id UUID NOT NULL,
    check_id UUID NOT NULL,
    -- From 1, in the check.
    number BIGINT NOT NULL,
    -- A code of domain::security_checks::FindingKind.
    kind TEXT NOT NULL,
    person_id UUID NOT NULL,
    other_person_id UUID,
    since DATE,
    times BIGINT NOT NULL,
    -- Who mends it until when; neither where nothing has to be done, and the note says why.
    to_person_id UUID,
    by_day DATE,
    note TEXT NOT NULL,
    PRIMARY KEY (school_id, check_id, number),
    FOREIGN KEY (school_id, check_id) REFERENCES security_checks (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, other_person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, to_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE security_mends (
    school_id UUID NOT NULL,
    check_id UUID NOT NULL,
    number BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    words TEXT NOT NULL,
    -- It is said once.
    PRIMARY KEY (school_id, check_id, number),
    FOREIGN KEY (school_id, check_id, number) REFERENCES security_findings (school_id, check_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
