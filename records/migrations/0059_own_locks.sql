-- Since when pages lock themselves also in browsers that one person alone uses; none where they do not.
ALTER TABLE setups ADD COLUMN own_lock_since TIMESTAMPTZ;

-- What somebody has still to read of browsers that were new to them: nearly always nothing, and asked with every page.
CREATE INDEX known_browsers_untold ON known_browsers (school_id, person_id) WHERE news_since IS NOT NULL AND told_at IS NULL;
