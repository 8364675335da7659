-- E-mails belong to an account without a connection, and have a Message-ID in place of Meta's id. A sent e-mail may come
-- back to the same account, so the Message-ID is unique for each direction.
alter table messages add column account_id {uuid} null;
create unique index messages_by_mail on messages (account_id, direction, wamid) where account_id is not null;
create index messages_by_account on messages (account_id, occurred_at) where account_id is not null;
