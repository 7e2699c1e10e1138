-- Telephone numbers, for those who lead the person; nothing is known of those who were entered before.
ALTER TABLE people ADD COLUMN phone TEXT NOT NULL DEFAULT '';

-- A list that was pasted or uploaded and is not taken over yet: it waits for whoever brought it, with their answers.
CREATE TABLE staff_lists (
    school_id UUID NOT NULL,
    person_id UUID NOT NULL,
    -- What is listed: people, or classes.
    kind TEXT NOT NULL,
    -- The name of the file; empty for what was pasted.
    source TEXT NOT NULL,
    list TEXT NOT NULL,
    answers TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, person_id, kind),
    FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
);
