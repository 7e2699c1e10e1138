-- Which comment on a record came first: of one second no time tells, and ids come from browsers. Empty of what was written before
-- it was kept, which came before everything that has a number.
ALTER TABLE comments ADD COLUMN number BIGINT;

CREATE UNIQUE INDEX comments_in_order ON comments (school_id, obligation_id, number);
