-- The same by the clock that runs, which the ten minutes are counted by; empty of what was decided before it was kept.
ALTER TABLE decisions ADD COLUMN running_at TIMESTAMPTZ;
