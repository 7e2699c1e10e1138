-- The last day away of whoever was back before that was said; none where it was said on that day.
ALTER TABLE absences_ended ADD COLUMN last_day DATE;
