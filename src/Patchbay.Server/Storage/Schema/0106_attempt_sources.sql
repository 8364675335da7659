-- Where an attempt of a hosted page came from (a hash), and whether it counts: opening Meta's window alone does not.
alter table onboarding_attempts add column source_hash {bytes} null;
alter table onboarding_attempts add column is_counted boolean not null default true;
