-- The first day on which there is a class, of one that was opened for a year to come; nothing is known of those from before.
ALTER TABLE classes ADD COLUMN from_day DATE;
