-- The contacts of the WhatsApp Business app. A removed contact keeps its row for some time, so that an older change
-- that arrives late does not bring it back.
create table app_contacts (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null,
    environment     text      not null,
    phone_id        {uuid}    not null,
    contact         text      not null,
    contact_phone   text      null,
    user_id         text      null,
    full_name       text      null,
    first_name      text      null,
    username        text      null,
    extra           text      null,
    changed_at      {instant} not null,
    removed_at      {instant} null,
    created_at      {instant} not null,
    updated_at      {instant} not null,
    unique (phone_id, contact)
);
create index app_contacts_by_organization on app_contacts (organization_id, environment, created_at)
    where removed_at is null;
create index app_contacts_removed on app_contacts (removed_at) where removed_at is not null;
