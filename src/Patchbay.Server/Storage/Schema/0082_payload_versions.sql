-- The payload version that an endpoint gets, and the channels of its events as a JSON list; null stands for all of them.
alter table endpoints add column payload_version {number} not null default 1;
alter table endpoints add column channels text null;

-- The channel that an event belongs to, and its name and data in payload version 1 where they do not follow from it.
alter table events add column channel text null;
alter table events add column version1 text null;
