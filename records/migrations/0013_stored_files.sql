-- Who names the files of one part of the store is asked over all schools: equal content lies there once.
CREATE INDEX submission_files_by_content ON submission_files (sha256);
CREATE INDEX uploads_by_content ON uploads (sha256);

-- When its sender took it off; its bytes count for them until they are swept from the store.
ALTER TABLE uploads ADD COLUMN dropped_at TIMESTAMPTZ;
