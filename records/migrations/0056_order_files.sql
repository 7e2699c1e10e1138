-- Scans of the decision on which an order rests (domain::locks::OrderScan); none is ever changed or removed.
CREATE TABLE lock_order_files (
    school_id UUID NOT NULL,
    order_id UUID NOT NULL,
    -- Counted from 0 in each order.
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    kind TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, order_id, position),
    FOREIGN KEY (school_id, order_id) REFERENCES lock_orders (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Whether somebody names a file of the store is asked by its content.
CREATE INDEX lock_order_files_by_content ON lock_order_files (sha256);
