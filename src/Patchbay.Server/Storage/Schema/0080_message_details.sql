-- What the provider told beside a message's content: JSON, null when there was nothing.
alter table messages add column details text null;

-- Which number a business-scoped user id of a person belongs to. The two are one conversation with one window, also
-- when a message names only the id.
create table contact_user_ids (
    phone_id {uuid} not null,
    user_id  text   not null,
    contact  text   not null,
    primary key (phone_id, user_id)
);
