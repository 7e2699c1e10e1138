-- What a record keeps when rules and calendar are changed later: the rule by which its day was found, who handed in
-- first, and the kindest judgement that the first hand-in ever had.
ALTER TABLE obligations ADD COLUMN due_rule TEXT;
ALTER TABLE obligations ADD COLUMN first_by UUID;
ALTER TABLE obligations ADD COLUMN verdict TEXT;
ALTER TABLE judgements ADD COLUMN verdict TEXT;

UPDATE obligations SET due_rule =
    (SELECT t.due FROM record_types t WHERE t.school_id = obligations.school_id AND t.id = obligations.record_type_id)
WHERE due_day IS NOT NULL;

UPDATE obligations SET verdict = first_verdict, first_by =
    (SELECT s.person_id FROM submissions s
     WHERE s.school_id = obligations.school_id AND s.obligation_id = obligations.id AND s.version = 1)
WHERE first_at IS NOT NULL;
