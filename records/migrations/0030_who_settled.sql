-- Who said so; empty where it was whoever began the thread, and nobody else could.
ALTER TABLE comment_settlements ADD COLUMN by_person_id UUID;
