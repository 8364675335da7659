-- A user's second factor: a sealed secret that makes a code every 30 seconds. It counts once it is confirmed. last_step is
-- the time step of the newest code that was used, so that no code works twice.
create table user_factors (
    user_id      {uuid}    not null primary key references users (id) on delete cascade,
    secret       {bytes}   not null,
    last_step    {number}  not null,
    created_at   {instant} not null,
    confirmed_at {instant} null
);

-- Codes for a user without the device; each works once, and only its hash is stored.
create table user_recovery_codes (
    user_id   {uuid}  not null references users (id) on delete cascade,
    code_hash {bytes} not null,
    primary key (user_id, code_hash)
);
