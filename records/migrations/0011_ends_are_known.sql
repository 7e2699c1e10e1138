-- Who entered the last day of an appointment and when, and why, where that day had passed. Nothing of it is known of older
-- rows: their ends count as known ever since.
ALTER TABLE appointments ADD COLUMN ended_by UUID;
ALTER TABLE appointments ADD COLUMN ended_at TIMESTAMPTZ;
ALTER TABLE appointments ADD COLUMN end_reason TEXT;
