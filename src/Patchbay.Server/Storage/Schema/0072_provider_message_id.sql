-- The column holds WhatsApp's wamid, Messenger's and Instagram's mid, and the Message-ID of a mail.
alter table messages rename column wamid to provider_message_id;
