-- Where a message was written: with our API, or in the WhatsApp Business app. Null when it is not known.
alter table messages add column source text null;

-- When Meta last onboarded a number. The app's contacts and history can be requested within 24 hours of it.
alter table phones add column onboarded_at {instant} null;
create index phones_on_business_app on phones (id) where is_coexistence and disconnected_at is null;

-- What was requested of the WhatsApp Business app of a number, and how much of it has arrived.
create table app_syncs (
    phone_id              {uuid}    not null primary key,
    organization_id       {uuid}    not null,
    environment           text      not null,
    onboarded_at          {instant} not null,
    contacts_state        text      not null,
    contacts_requested_at {instant} null,
    contacts_failures     {number}  not null,
    contacts_error        text      null,
    history_state         text      not null,
    history_requested_at  {instant} null,
    history_failures      {number}  not null,
    history_error         text      null,
    due_at                {instant} null,
    warned_at             {instant} null,
    phase                 {number}  null,
    progress              {number}  not null,
    is_declined           boolean   not null,
    last_chunk_at         {instant} null,
    finished_at           {instant} null,
    created_at            {instant} not null,
    updated_at            {instant} not null
);
create index app_syncs_due on app_syncs (due_at) where due_at is not null;

-- The chunks of the history that have arrived. Meta sends them in any order.
create table app_sync_chunks (
    phone_id    {uuid}   not null,
    phase       {number} not null,
    chunk_order {number} not null,
    primary key (phone_id, phase, chunk_order)
);

-- Up to when sent messages were checked for a status that never came.
create table status_checks (
    environment text      not null primary key,
    checked_to  {instant} not null
);
