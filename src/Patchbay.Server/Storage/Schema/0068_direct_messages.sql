-- History of messages of every channel. Messages of Instagram and Messenger belong to a connection and have no number;
-- Meta's id of the message is a "mid", and its id of a person is valid for this account only.
-- [sqlite]
-- SQLite cannot take "not null" from a column, so the rows move to a new table.
create table messages_of_any_channel (
    id                      {uuid}    not null primary key,
    organization_id         {uuid}    not null,
    environment             text      not null,
    channel                 text      not null,
    connection_id           text      null references connections (id),
    phone_id                {uuid}    null references phones (id),
    waba_id                 {uuid}    null,
    direction               text      not null,
    type                    text      not null,
    content                 text      not null,
    wamid                   text      null,
    contact_phone           text      null,
    contact_name            text      null,
    contact_id              text      null,
    business_scoped_user_id text      null,
    username                text      null,
    status                  text      not null,
    error                   text      null,
    occurred_at             {instant} not null,
    created_at              {instant} not null,
    updated_at              {instant} not null
);
insert into messages_of_any_channel (id, organization_id, environment, channel, phone_id, waba_id, direction, type, content, wamid, contact_phone,
    contact_name, contact_id, business_scoped_user_id, username, status, error, occurred_at, created_at, updated_at)
select id, organization_id, environment, 'whatsapp', phone_id, waba_id, direction, type, content, wamid, contact_phone,
    contact_name, contact_id, business_scoped_user_id, username, status, error, occurred_at, created_at, updated_at from messages;
drop table messages;
alter table messages_of_any_channel rename to messages;
create unique index messages_by_wamid on messages (phone_id, wamid);
create index messages_by_phone on messages (phone_id, occurred_at);
create index messages_unanswered on messages (created_at) where status = 'pending';
-- [postgres]
alter table messages add column channel text not null default 'whatsapp';
alter table messages alter column channel drop default;
alter table messages add column connection_id text null references connections (id);
alter table messages alter column phone_id drop not null;
alter table messages alter column waba_id drop not null;
-- [both]
create unique index messages_by_mid on messages (connection_id, wamid) where connection_id is not null;
create index messages_by_connection on messages (connection_id, occurred_at) where connection_id is not null;
create index messages_by_person on messages (connection_id, contact_id, occurred_at) where connection_id is not null;

-- A page's messages go to one organization of an environment.
create unique index connections_live_messenger on connections (environment, page_id)
    where channel = 'messenger' and page_id is not null and disconnected_at is null;
