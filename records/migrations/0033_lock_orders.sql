-- Orders that shut and open records (domain::locks). An order is never changed and never removed; what becomes of it are rows of
-- lock_order_steps, and from when to when it is in force follows from both.
CREATE TABLE lock_orders (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    -- Counted from 1 in each school.
    number BIGINT NOT NULL,
    -- lock, unlock.
    kind TEXT NOT NULL,
    -- Which records, as domain::scope writes it.
    scope TEXT NOT NULL,
    -- decided, at, executed; the instant of "at" stands beside it.
    start TEXT NOT NULL,
    from_at TIMESTAMPTZ,
    until_at TIMESTAMPTZ,
    -- finishes, stops: what has begun to arrive.
    under_way TEXT NOT NULL,
    reason TEXT NOT NULL,
    decision TEXT NOT NULL,
    executor_person_id UUID,
    drafted_by UUID NOT NULL,
    drafted_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, number),
    FOREIGN KEY (school_id) REFERENCES schools (id),
    FOREIGN KEY (school_id, executor_person_id) REFERENCES people (school_id, id),
    FOREIGN KEY (school_id, drafted_by) REFERENCES people (school_id, id)
);

CREATE TABLE lock_order_steps (
    school_id UUID NOT NULL,
    order_id UUID NOT NULL,
    -- Counted from 1 for each order.
    step BIGINT NOT NULL,
    -- proposed, decided (a name was put under it), executed, revoked.
    what TEXT NOT NULL,
    by_person_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- Of a name: as what somebody signed, and how the school read the regulation then.
    post TEXT,
    reading TEXT,
    -- Of what was taken back.
    reason TEXT,
    PRIMARY KEY (school_id, order_id, step),
    FOREIGN KEY (school_id, order_id) REFERENCES lock_orders (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- Who may decide about orders (domain::locks::LockAuthority): the last row counts, and none is changed or removed.
CREATE TABLE lock_authorities (
    school_id UUID NOT NULL,
    id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    by_person_id UUID NOT NULL,
    parts TEXT NOT NULL,
    opening_and_whole TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, by_person_id) REFERENCES people (school_id, id)
);

-- When the bytes of a waiting file began to arrive, by the school's clock: what began before a lock is finished after it. Older
-- rows began when they were whole, as far as anybody knows.
ALTER TABLE uploads ADD COLUMN began_at TIMESTAMPTZ;
