-- A worker holds a whole endpoint, not single deliveries: one row to claim however much waits, and order within an endpoint
-- is kept by its one holder.
create table endpoint_queues (
    endpoint_id text    not null primary key references endpoints (id) on delete cascade,
    lease_owner text    null,
    lease_epoch integer not null default 0,
    lease_until integer null,
    not_before  integer null
);
insert into endpoint_queues (endpoint_id) select id from endpoints;

alter table endpoints add column ordering text not null default 'conversation';
alter table endpoints add column row_version integer not null default 0;
alter table endpoints add column deleted_at integer null;

alter table events add column conversation integer null;

drop index deliveries_due;
alter table deliveries drop column lease_owner;
alter table deliveries drop column lease_epoch;
alter table deliveries drop column lease_until;
create index deliveries_pending on deliveries (endpoint_id, due_at, id) where state = 'pending';
create index events_age on events (created_at);
