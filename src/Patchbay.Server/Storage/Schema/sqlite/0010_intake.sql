-- What Meta sent, once each, in the order of arrival. Whose it is, is found when it is worked on: nothing has to be looked
-- up while Meta waits, and no memory of owners can be out of date. The rows never change; what waits is a table of its own,
-- so that working off rewrites no page of bodies.
drop table inbound_events;
create table inbound_events (
    id          integer not null primary key,
    environment text    not null,
    object      text    not null,
    entry_id    text    not null,
    number_id   text    null,
    field       text    not null,
    kind        text    not null,
    dedupe_key  blob    not null,
    change      blob    not null,
    received_at integer not null
);
create unique index inbound_events_once on inbound_events (dedupe_key);

create table inbound_pending (
    event_id integer not null primary key,
    due_at   integer not null,
    attempts integer not null,
    error    text    null
);

-- Bodies that cannot be read, and events that belong to nobody (yet) or cannot be worked on.
drop table quarantine;
create table quarantine (
    id          text    not null primary key,
    environment text    not null,
    reason      text    not null,
    event_id    integer null,
    account     text    null,
    body        blob    null,
    received_at integer not null
);
create index quarantine_age on quarantine (received_at);
create index quarantine_by_account on quarantine (environment, account, reason) where account is not null;
