-- Exemptions that were taken back: what each had been, by whom it was ended, when and why. Nothing here is ever changed or removed;
-- those that were taken back before this table stand in the log alone.
CREATE TABLE exemptions_ended (
    school_id UUID NOT NULL,
    obligation_id UUID NOT NULL,
    exempt_by UUID NOT NULL,
    exempt_at TIMESTAMPTZ NOT NULL,
    exempt_reason TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    -- An exemption is taken back once.
    PRIMARY KEY (school_id, obligation_id, exempt_at),
    FOREIGN KEY (school_id, obligation_id) REFERENCES obligations (school_id, id),
    FOREIGN KEY (school_id, exempt_by) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
