-- What the school has settled about its reviews (domain::review_settings); each row is for what is handed in after it, rows are
-- never changed and never removed.
CREATE TABLE review_settings (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    by_person_id UUID NOT NULL,
    -- route, reasons; or whose own work: head, deputy, vice-principal, principal.
    about TEXT NOT NULL,
    -- Of a route: whose.
    record_type_id UUID,
    -- The code of the answer; of reasons the list, one a line.
    setting TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, record_type_id) REFERENCES record_types (school_id, id)
);

-- The turn that was settled with another one, where nobody else could decide in it.
ALTER TABLE decisions ADD COLUMN also_step TEXT;
