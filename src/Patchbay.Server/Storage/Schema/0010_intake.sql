-- Events from Meta, each stored once, in the order of arrival. The owner is looked up later, when an event is
-- processed, so that Meta does not wait for a look-up and no cache of owners can be out of date. The rows never change.
-- Pending events are in a table of their own, so that processing rewrites no page that holds bodies.
drop table inbound_events;
create table inbound_events (
    id          {counter},
    environment text      not null,
    object      text      not null,
    entry_id    text      not null,
    number_id   text      null,
    field       text      not null,
    kind        text      not null,
    dedupe_key  {digest}  not null,
    change      {bytes}   not null,
    received_at {instant} not null
);
-- [postgres]
-- Bodies of a usual size stay in the row as received, without compression or a second table.
alter table inbound_events alter column change set storage external;
alter table inbound_events set (toast_tuple_target = 8160);
-- [both]
create unique index inbound_events_once on inbound_events (dedupe_key);

create table inbound_pending (
    event_id {number}  not null primary key,
    due_at   {instant} not null,
    attempts {number}  not null,
    error    text      null
);

-- Bodies that cannot be read, and events that have no owner yet or cannot be processed.
drop table quarantine;
create table quarantine (
    id          {uuid}    not null primary key,
    environment text      not null,
    reason      text      not null,
    event_id    {number}  null,
    account     text      null,
    body        {bytes}   null,
    received_at {instant} not null
);
create index quarantine_age on quarantine (received_at);
create index quarantine_by_account on quarantine (environment, account, reason) where account is not null;
