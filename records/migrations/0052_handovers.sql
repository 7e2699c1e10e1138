-- Handovers that the leadership has confirmed (domain::handovers), what went to whom, and who has signed the minutes. Nothing here is
-- ever changed or removed; who holds what by them stands in appointments, whose turn a week is in turns.
CREATE TABLE handovers (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- From 1, in the school.
    number BIGINT NOT NULL,
    person_id UUID NOT NULL,
    last_day DATE NOT NULL,
    -- school, posts.
    leaving TEXT NOT NULL,
    words TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    post TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE handover_items (
    school_id UUID NOT NULL,
    handover_id UUID NOT NULL,
    -- From 1, in the handover.
    number BIGINT NOT NULL,
    position TEXT NOT NULL,
    unit_id UUID,
    -- Nobody, where none is named.
    to_person_id UUID,
    PRIMARY KEY (school_id, handover_id, number),
    FOREIGN KEY (school_id, handover_id) REFERENCES handovers (school_id, id),
    FOREIGN KEY (school_id, to_person_id) REFERENCES people (school_id, id)
);

CREATE TABLE handover_signatures (
    school_id UUID NOT NULL,
    handover_id UUID NOT NULL,
    person_id UUID NOT NULL,
    -- here, paper.
    way TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- Everybody signs once.
    PRIMARY KEY (school_id, handover_id, person_id),
    FOREIGN KEY (school_id, handover_id) REFERENCES handovers (school_id, id),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);
