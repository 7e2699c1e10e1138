-- The places where a school has its classes (domain::people::Site); the first one is the main site.
CREATE TABLE sites (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    -- Beside the name of a class.
    short TEXT NOT NULL,
    address TEXT NOT NULL,
    -- From 1.
    sort_order BIGINT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);

-- Where a class is; none for the main site. What it was before stands in the log.
ALTER TABLE classes ADD COLUMN site_id UUID;
