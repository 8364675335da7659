-- Counts of wrong guesses. email_hash is a keyed hash of what a row counts: a subject and a source, a source, or a subject.
-- A subject is an e-mail address or a user's second factor. locked_until is when the row stops counting.
alter table login_failures add column subject_hash {bytes} null;
create index login_failures_by_subject on login_failures (subject_hash);

-- Sources from which a user has logged in. Strangers' failures do not lock a user out there.
create table user_places (
    user_id     {uuid}    not null references users (id) on delete cascade,
    source_hash {bytes}   not null,
    last_at     {instant} not null,
    primary key (user_id, source_hash)
);
create index user_places_age on user_places (last_at);
