-- Where people reach the school's server, for paper and QR codes; empty where nobody has said it.
ALTER TABLE setups ADD COLUMN address TEXT;
