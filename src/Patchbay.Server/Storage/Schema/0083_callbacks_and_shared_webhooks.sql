-- Since when Meta sends the events of a number elsewhere; set together with the event that tells it.
alter table connections add column callback_moved_at {instant} null;

-- The endpoint that a completed link made, or shares with an earlier link whose secret signs.
alter table onboarding_links add column endpoint_id {uuid} null;
alter table onboarding_links add column is_webhook_secret_ignored boolean not null default false;
