-- When the principal read that somebody else handed out a password. What was handed out before this was known counts as read.
ALTER TABLE accounts ADD COLUMN reset_told_at TIMESTAMPTZ;
UPDATE accounts SET reset_told_at = reset_at WHERE reset_at IS NOT NULL;

-- Who shut an account: what the leadership has shut, the management team does not open. Nobody is known of older rows.
ALTER TABLE accounts ADD COLUMN suspended_by UUID;
