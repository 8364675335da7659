-- History of messages of every channel. Those of Instagram and Messenger belong to a connection and have no number; there
-- Meta's id is a "mid", and a person is known by an id that only this account knows them by.
alter table messages add column channel text not null default 'whatsapp';
alter table messages alter column channel drop default;
alter table messages add column connection_id text null references connections (id);
alter table messages alter column phone_id drop not null;
alter table messages alter column waba_id drop not null;
create unique index messages_by_mid on messages (connection_id, wamid) where connection_id is not null;
create index messages_by_connection on messages (connection_id, occurred_at) where connection_id is not null;
create index messages_by_person on messages (connection_id, contact_id, occurred_at) where connection_id is not null;

-- A page's messages go to one organization of an environment.
create unique index connections_live_messenger on connections (environment, page_id)
    where channel = 'messenger' and page_id is not null and disconnected_at is null;
