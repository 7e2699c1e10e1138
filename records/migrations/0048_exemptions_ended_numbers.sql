-- What was freed and owed again is numbered. By the instant of the exemption, as before, a record could not be freed and owed again
-- twice while the school's clock stood still (a wall clock that was set back).
CREATE TABLE exemptions_ended_numbered (
    school_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    -- From 1 on, for each record.
    number BIGINT NOT NULL,
    exempt_by UUID NOT NULL,
    exempt_at TIMESTAMPTZ NOT NULL,
    exempt_reason TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (school_id, obligation_id, number),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, exempt_by) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
INSERT INTO exemptions_ended_numbered
    SELECT school_id, obligation_id, row_number() OVER (PARTITION BY school_id, obligation_id ORDER BY at), exempt_by, exempt_at,
        exempt_reason, by_person_id, at, reason
    FROM exemptions_ended;
DROP TABLE exemptions_ended;
ALTER TABLE exemptions_ended_numbered RENAME TO exemptions_ended;
