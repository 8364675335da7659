-- When we registered the number at Meta; null when it was live already, or was deregistered. Only our own registration is
-- undone when the number is disconnected.
alter table phones add column registered_here_at {instant} null;
