-- Where a session was opened: what the browser said of itself, and from which address.
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
-- The browser in `known_browsers`.
ALTER TABLE sessions ADD COLUMN browser_hash BYTEA;
-- Set where whoever signed in said that others use the machine as well: it locks itself.
ALTER TABLE sessions ADD COLUMN shared_at TIMESTAMPTZ;

-- The same of the last sign-in in a browser.
ALTER TABLE known_browsers ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE known_browsers ADD COLUMN address TEXT NOT NULL DEFAULT '';
-- Set where the person had signed in in other browsers before, until they have read of this one.
ALTER TABLE known_browsers ADD COLUMN news_since TIMESTAMPTZ;
ALTER TABLE known_browsers ADD COLUMN told_at TIMESTAMPTZ;


-- Codes beside the password (RFC 6238). The secret is kept nowhere: it follows from this number and a key that lies beside the
-- database.
CREATE TABLE second_factors (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    nonce BYTEA NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    -- The last step whose code was used: none up to it is taken again.
    last_step BIGINT NOT NULL,
    -- Who has asked that it be ended because it was lost, where two people do that.
    end_asked_by UUID,
    end_asked_at TIMESTAMPTZ,
    PRIMARY KEY (school_id, person_id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

-- Codes on paper, each for one sign-in: hashed with the same key.
CREATE TABLE recovery_codes (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    number BIGINT NOT NULL,
    code_hash BYTEA NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (school_id, person_id, number),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);

-- Whether leadership and management team must have a second factor: the last row says so. No row is changed or removed.
CREATE TABLE second_factor_duties (
    school_id UUID NOT NULL,
    -- From 1 on.
    number BIGINT NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    by_person_id UUID NOT NULL,
    -- Days of grace; without a number it is no duty any more.
    grace_days BIGINT,
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
