-- Sends that got no answer are found by their age.
create index messages_unanswered on messages (created_at) where status = 'pending';

-- The end of the time in which a contact may get free-form messages: 24 hours after the contact last wrote.
create table contact_windows (
    phone_id   {uuid}    not null,
    contact    text      not null,
    expires_at {instant} not null,
    primary key (phone_id, contact)
);
create index contact_windows_age on contact_windows (expires_at);
