-- Who entered an appointment and when, and who confirmed it where it had to wait. Nothing of it is known of what the school
-- began with, and of older rows: those are in effect, as they were.
ALTER TABLE appointments ADD COLUMN entered_by UUID;
ALTER TABLE appointments ADD COLUMN entered_at TIMESTAMPTZ;
ALTER TABLE appointments ADD COLUMN confirmed_by UUID;
ALTER TABLE appointments ADD COLUMN confirmed_at TIMESTAMPTZ;
-- Why it begins before the day on which it was entered.
ALTER TABLE appointments ADD COLUMN reason TEXT;

-- Appointments that somebody entered and that give no right yet. One that is confirmed moves to appointments under its id;
-- one that is turned down stays here, with who did that, when and why.
CREATE TABLE waiting_appointments (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    position TEXT NOT NULL,
    -- The department, section or class of the position.
    unit_id UUID,
    from_day DATE NOT NULL,
    reason TEXT,
    entered_by UUID NOT NULL,
    entered_at TIMESTAMPTZ NOT NULL,
    turned_down_by UUID,
    turned_down_at TIMESTAMPTZ,
    turned_down_reason TEXT,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, entered_by) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, turned_down_by) REFERENCES people (school_id, id)
);
