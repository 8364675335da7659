-- The most deliveries per second that an endpoint takes; null for no limit.
alter table endpoints add column rate_limit {number} null;
