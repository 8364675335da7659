-- Connections of every channel and provider: what each is ready for, and when it is checked next.

alter table connections add column api_secret {bytes} null;
alter table connections add column webhook_secret {bytes} null;
alter table connections add column payment_receiver {bytes} null;
alter table connections add column payment_capabilities text null;
alter table connections add column agentic_capabilities text null;
alter table connections add column default_participant_id text null;
alter table connections add column agent_id text null;
alter table connections add column agentic_api_base_url text null;
alter table connections add column is_active boolean not null default false;

-- The kind of the token (how it is renewed), its user at Meta, and a keyed hash that finds it when Meta refuses it.
alter table connections add column token_kind text null;
alter table connections add column token_user_id text null;
alter table connections add column token_hash {bytes} null;

alter table connections add column checks text null;
alter table connections add column checked_at {instant} null;
alter table connections add column check_due_at {instant} null;
alter table connections add column refresh_due_at {instant} null;
alter table connections add column refresh_failures {number} not null default 0;
alter table connections add column expiry_warned_at {instant} null;

create index connections_check_due on connections (check_due_at) where disconnected_at is null;
create index connections_refresh_due on connections (refresh_due_at) where disconnected_at is null and refresh_due_at is not null;
create index connections_expiring on connections (token_expires_at) where disconnected_at is null and token_expires_at is not null;
create index connections_by_token on connections (token_hash) where disconnected_at is null and token_hash is not null;
create index connections_by_token_user on connections (environment, token_user_id) where disconnected_at is null and token_user_id is not null;
create index connections_by_waba on connections (environment, waba_id) where disconnected_at is null and waba_id is not null;
create unique index connections_live_instagram on connections (environment, ig_business_account_id)
    where channel = 'instagram' and ig_business_account_id is not null and disconnected_at is null;
create unique index connections_live_provider_account on connections (organization_id, environment, provider, channel, provider_account_id)
    where provider <> 'meta' and provider_account_id is not null and disconnected_at is null;

create index phones_by_connection on phones (connection_id);

-- Codes that were posted for exchange: each is exchanged once, however often it is posted.
create table exchanged_codes (
    code_hash       {bytes}   not null primary key,
    organization_id {uuid}    not null,
    environment     text      not null,
    connection_id   text      null,
    error_code      text      null,
    created_at      {instant} not null
);
