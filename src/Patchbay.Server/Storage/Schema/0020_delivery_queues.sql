-- A worker claims endpoints, not deliveries: an endpoint has one row however many deliveries wait, and a single holder
-- keeps their order.
create table endpoint_queues (
    endpoint_id {uuid}    not null primary key references endpoints (id) on delete cascade,
    lease_owner text      null,
    lease_epoch {number}  not null default 0,
    lease_until {instant} null,
    not_before  {instant} null
);
-- [postgres]
-- Half-filled pages keep the many updates of these few rows in place.
alter table endpoint_queues set (fillfactor = 50);
-- [both]
insert into endpoint_queues (endpoint_id) select id from endpoints;

alter table endpoints add column ordering text not null default 'conversation';
alter table endpoints add column row_version {number} not null default 0;
alter table endpoints add column deleted_at {instant} null;

alter table events add column conversation {number} null;

drop index deliveries_due;
alter table deliveries drop column lease_owner;
alter table deliveries drop column lease_epoch;
alter table deliveries drop column lease_until;
create index deliveries_pending on deliveries (endpoint_id, due_at, id) where state = 'pending';
create index events_age on events (created_at);
-- [postgres]
-- Finished deliveries leave many dead index entries. Vacuum must remove them soon, or reads of the queue pass over
-- them.
alter table deliveries set (autovacuum_vacuum_scale_factor = 0.02);
