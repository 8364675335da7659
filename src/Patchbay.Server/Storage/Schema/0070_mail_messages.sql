-- Mails belong to an account without a connection; in place of Meta's id they have a message id. A mail that we sent may come
-- back to the same account, so it is known once a direction.
alter table messages add column account_id {uuid} null;
create unique index messages_by_mail on messages (account_id, direction, wamid) where account_id is not null;
create index messages_by_account on messages (account_id, occurred_at) where account_id is not null;
