-- Stretches in which a server was there (domain::outages): what lies between them is an outage. A row is moved on once a minute while
-- its server runs, and never changed once that has ended. Each school has rows of its own, by its own time.
CREATE TABLE server_runs (
    school_id UUID NOT NULL,
    -- The program that runs; where it was interrupted, by a full disk or a machine that slept, it has several rows.
    id UUID NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    last_alive_at TIMESTAMPTZ NOT NULL,
    -- What the machine's clock showed then.
    machine_at TIMESTAMPTZ NOT NULL,
    -- Of an orderly end. Empty: it runs, or was cut off.
    stopped_at TIMESTAMPTZ,
    PRIMARY KEY (school_id, id, started_at),
    FOREIGN KEY (school_id) REFERENCES schools (id)
);
