-- What a tổ does: which one cooks and which ones have classes, so that the starter set finds its owners.
ALTER TABLE departments ADD COLUMN kind TEXT NOT NULL DEFAULT 'teaching';
