-- "Ủy quyền": in whose place an appointment is held. Its number stands in `decision`; it has a last day from the beginning.
ALTER TABLE appointments ADD COLUMN acting_for UUID;
