-- Which decision about a record came first: of one second no time tells. Empty of what was decided before it was kept, which came
-- before everything that has a number.
ALTER TABLE decisions ADD COLUMN number BIGINT;

CREATE UNIQUE INDEX decisions_in_order ON decisions (school_id, obligation_id, number);
