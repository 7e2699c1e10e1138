-- One word, one meaning: "address" is where a page is, "position" is what somebody is appointed to, "route" is a path of
-- the web, and the leadership is no board. Nothing but names changes here.
ALTER TABLE people RENAME COLUMN address TO honorific;
ALTER TABLE people RENAME COLUMN born TO birth_year;
ALTER TABLE departments RENAME COLUMN position TO sort_order;
ALTER TABLE record_types RENAME COLUMN position TO sort_order;
ALTER TABLE record_types RENAME COLUMN rhythm TO recurrence;
ALTER TABLE record_types RENAME COLUMN route TO approval_route;
UPDATE record_types SET approval_route = 'leadership' WHERE approval_route = 'board';
UPDATE record_types SET approval_route = 'department-leadership' WHERE approval_route = 'department-board';
