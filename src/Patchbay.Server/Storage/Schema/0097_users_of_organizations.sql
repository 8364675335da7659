-- A user belongs to an organization: the same address may have a user in each.
drop index users_by_email;
create unique index users_by_email on users (organization_id, environment, email);
create index users_by_address on users (email);

-- When a user ends; a key that ends makes users that end with it.
alter table users add column expires_at {instant} null;
