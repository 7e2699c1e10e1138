-- SQLite knows nothing of how many rows a value has until somebody counts, and takes an index of three columns for hardly better
-- than one of two: of a million entries it read all to find those of one kind, which took two seconds. What is said here by hand
-- holds for any log, as a count of the day's rows would not, and stays as it was tested.
-- The first number is of all rows, each next one of those that are alike in so many columns (sqlite.org/fileformat2.html, 2.6.3).
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('events', 'sqlite_autoindex_events_1', '1000000 1000000 1'),
    ('events', 'events_by_time', '1000000 1000000 1 1'),
    ('events', 'events_by_kind', '1000000 1000000 10000 1 1'),
    ('events', 'events_by_actor', '1000000 1000000 10000 1 1'),
    ('events', 'events_by_actor_and_kind', '1000000 1000000 10000 100 1 1'),
    ('events', 'events_by_subject', '1000000 1000000 100 1'),
    ('events', 'events_by_thing', '1000000 1000000 100 1 1'),
    ('events', 'events_by_thing_and_kind', '1000000 1000000 100 10 1 1');
ANALYZE sqlite_schema;
