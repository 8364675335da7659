-- Application instances of an organization, and what each is bound to. Credentials are stored with the connection.
create table instances (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null references organizations (id),
    environment     text      not null,
    name            text      not null,
    created_at      {instant} not null
);
create index instances_by_organization on instances (organization_id, environment, created_at, id);

create table instance_channels (
    id                {uuid}    not null primary key,
    organization_id   {uuid}    not null,
    environment       text      not null,
    instance_id       {uuid}    not null references instances (id) on delete cascade,
    channel_type      text      not null,
    connection_id     text      not null,
    phone_id          {uuid}    not null,
    phone_number_id   text      not null,
    display_phone     text      null,
    verify_token      {bytes}   not null,
    verify_token_hash {bytes}   not null,
    last_event_at     {instant} null,
    created_at        {instant} not null,
    updated_at        {instant} not null
);
create unique index instance_channels_one on instance_channels (instance_id, channel_type);
create unique index instance_channels_number on instance_channels (environment, phone_number_id);
create unique index instance_channels_phone on instance_channels (phone_id);
create index instance_channels_connection on instance_channels (connection_id);
create index instance_channels_verify on instance_channels (verify_token_hash);

-- Log-ins under way. Each state is valid once.
create table instance_logins (
    state_hash      {bytes}   not null primary key,
    organization_id {uuid}    not null,
    environment     text      not null,
    instance_id     {uuid}    not null references instances (id) on delete cascade,
    expires_at      {instant} not null
);
create index instance_logins_age on instance_logins (expires_at);

-- The Meta app of a connection, if it is not the configured app; its secret is in api_secret.
alter table connections add column meta_app_id text null;

alter table endpoints add column instance_id {uuid} null;
alter table events add column instance_id {uuid} null;
