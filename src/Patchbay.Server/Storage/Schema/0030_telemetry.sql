-- The trace that an event belongs to (W3C trace context), where somebody records it.
alter table inbound_events add column traceparent text null;
alter table events add column traceparent text null;

-- One row, written by the readiness check.
create table health_checks (
    id         integer   not null primary key,
    checked_at {instant} not null
);
