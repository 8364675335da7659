-- Requests of people to delete their data, which a person can look up by the code they were given.
create table data_deletions (
    code        text      not null primary key,
    connections {number}  not null,
    deleted_at  {instant} not null
);
create index data_deletions_by_age on data_deletions (deleted_at);

-- Notices of payment providers, so that a repetition is recognized.
create table payment_notices (
    connection_id text      not null,
    notice_key    {bytes}   not null,
    received_at   {instant} not null,
    primary key (connection_id, notice_key)
);
create index payment_notices_by_age on payment_notices (received_at);
