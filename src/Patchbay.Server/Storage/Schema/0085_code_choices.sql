-- The token of an exchanged code, sealed, while its poster chooses one of several numbers.
alter table exchanged_codes add column access_token {bytes} null;
alter table exchanged_codes add column token_expires_at {instant} null;
