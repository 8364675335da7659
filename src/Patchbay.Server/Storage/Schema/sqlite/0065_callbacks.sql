-- Requests of people to delete their data: what a person can look up by the code they were given.
create table data_deletions (
    code        text    not null primary key,
    connections integer not null,
    deleted_at  integer not null
);
create index data_deletions_by_age on data_deletions (deleted_at);

-- What payment providers said, so that a repetition is no news.
create table payment_notices (
    connection_id text    not null,
    notice_key    blob    not null,
    received_at   integer not null,
    primary key (connection_id, notice_key)
);
create index payment_notices_by_age on payment_notices (received_at);
