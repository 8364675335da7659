-- Sends whose answer never came are found by their age.
create index messages_unanswered on messages (created_at) where status = 'pending';

-- Until when a contact may get free-form messages from a number: 24 hours after it last wrote.
create table contact_windows (
    phone_id   {uuid}    not null,
    contact    text      not null,
    expires_at {instant} not null,
    primary key (phone_id, contact)
);
create index contact_windows_age on contact_windows (expires_at);
