-- Weeks of a class that one teacher offers to another one, and how each offer was answered (domain::swaps). Nothing here is ever
-- changed or removed; whose turn a week is by what was confirmed stands in turns.
CREATE TABLE swap_offers (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    school_year_id UUID NOT NULL,
    class_id UUID NOT NULL,
    -- The week of by_person_id that to_person_id takes.
    week BIGINT NOT NULL,
    by_person_id UUID NOT NULL,
    to_person_id UUID NOT NULL,
    -- The week that by_person_id takes for it; without one, none.
    back_week BIGINT,
    reason TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, school_year_id) REFERENCES school_years (school_id, id),
    FOREIGN KEY (school_id, class_id) REFERENCES classes (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, to_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE swap_answers (
    school_id UUID NOT NULL,
    offer_id UUID NOT NULL,
    -- accepted, declined, taken-back.
    answer TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- An offer is answered once.
    PRIMARY KEY (school_id, offer_id),
    FOREIGN KEY (school_id, offer_id) REFERENCES swap_offers (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
