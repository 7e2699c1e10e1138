-- How often on a day the password was right and the code beside it wrong: somebody may know the password of this person.
ALTER TABLE failed_sign_ins ADD COLUMN wrong_codes BIGINT NOT NULL DEFAULT 0;
