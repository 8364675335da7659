-- Sessions can be listed and ended, and end when they are idle.
alter table user_sessions add column id {uuid} null;
alter table user_sessions add column last_seen_at {instant} null;
alter table user_sessions add column ip_address text null;
alter table user_sessions add column user_agent text null;
-- [sqlite]
update user_sessions set last_seen_at = created_at, id = lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
    || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)));
-- [postgres]
update user_sessions set last_seen_at = created_at, id = gen_random_uuid();
-- [both]
create unique index user_sessions_by_id on user_sessions (id);
