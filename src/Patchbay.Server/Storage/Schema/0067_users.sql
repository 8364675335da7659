-- People who log in with e-mail and password. A user belongs to one environment, as a key does.
create table users (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null references organizations (id),
    environment     text      not null,
    email           text      not null,
    name            text      null,
    role            text      not null,
    password_hash   text      not null,
    row_version     {number}  not null,
    created_at      {instant} not null,
    updated_at      {instant} not null,
    last_login_at   {instant} null
);
create unique index users_by_email on users (environment, email);
create index users_by_organization on users (organization_id, environment, created_at);

-- Log-ins that are valid now. Only the user has the token itself.
create table user_sessions (
    token_hash {bytes}   not null primary key,
    user_id    {uuid}    not null references users (id) on delete cascade,
    created_at {instant} not null,
    expires_at {instant} not null
);
create index user_sessions_by_user on user_sessions (user_id);
create index user_sessions_age on user_sessions (expires_at);

-- Wrong passwords by a keyed hash of the e-mail address, also for unknown addresses, so that neither an answer nor its
-- time reveals which addresses exist.
create table login_failures (
    email_hash   {bytes}   not null primary key,
    failures     {number}  not null,
    last_at      {instant} not null,
    locked_until {instant} null
);
create index login_failures_age on login_failures (last_at);
