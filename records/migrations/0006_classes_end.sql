-- The last day on which there is such a class; its records stay under its name.
ALTER TABLE classes ADD COLUMN until_day DATE;
