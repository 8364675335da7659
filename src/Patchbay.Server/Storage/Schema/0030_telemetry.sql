-- The trace that an event belongs to (W3C trace context), if traces are recorded.
alter table inbound_events add column traceparent text null;
alter table events add column traceparent text null;

-- One row, written by the readiness check.
create table health_checks (
    id         integer   not null primary key,
    checked_at {instant} not null
);
