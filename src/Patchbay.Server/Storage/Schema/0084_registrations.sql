-- What is known about registering a number at Meta. Meta counts wrong PINs and registrations by number, regardless
-- of the sender, so the rows belong to no tenant and survive the connection.
create table number_registrations (
    environment          text      not null,
    meta_phone_number_id text      not null,
    reason               text      null,
    held_reason          text      null,
    held_until           {instant} null,
    updated_at           {instant} not null,
    primary key (environment, meta_phone_number_id)
);

-- Registrations that were sent to Meta within the time in which it counts them.
create table registration_calls (
    id                   {uuid}    not null primary key,
    environment          text      not null,
    meta_phone_number_id text      not null,
    called_at            {instant} not null
);
create index registration_calls_by_number on registration_calls (environment, meta_phone_number_id, called_at);
create index registration_calls_by_age on registration_calls (called_at);

-- Whether the stored PIN is the number's: Meta accepted it, or its owner told it. Otherwise it is only drawn.
alter table phones add column pin_is_known boolean not null default false;
update phones set pin_is_known = true where is_registered and not is_coexistence and pin is not null;

-- When phone_number.connected was published for the number's connection.
alter table phones add column connected_at {instant} null;
update phones set connected_at = created_at
    where connection_id in (select id from connections where status <> 'pending');
