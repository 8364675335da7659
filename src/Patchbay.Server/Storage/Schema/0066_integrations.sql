-- Channel settings of an organization, and its accounts of each channel. An account at Meta is a view on a connection,
-- which stores token and ids. The settings that no connection has are in integration_accounts, with their
-- secrets sealed together.
create table divisions (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null references organizations (id),
    environment     text      not null,
    name            text      not null,
    created_at      {instant} not null
);
create unique index divisions_by_name on divisions (organization_id, environment, name);

create table integrations (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null references organizations (id),
    environment     text      not null,
    channel         text      not null,
    is_active       boolean   not null,
    config          text      not null,
    secrets         {bytes}   null,
    division_id     {uuid}    null references divisions (id),
    row_version     {number}  not null,
    created_at      {instant} not null,
    updated_at      {instant} not null
);
create unique index integrations_one on integrations (organization_id, environment, channel);

create table integration_accounts (
    id                {uuid}    not null primary key,
    organization_id   {uuid}    not null references organizations (id),
    environment       text      not null,
    channel           text      not null,
    account_key       text      not null,
    display_name      text      not null,
    is_active         boolean   not null,
    is_default        boolean   not null,
    division_id       {uuid}    null references divisions (id),
    connection_id     text      null,
    config            text      not null,
    secrets           {bytes}   null,
    verify_token      {bytes}   not null,
    verify_token_hash {bytes}   not null,
    hook_id           text      not null,
    row_version       {number}  not null,
    created_at        {instant} not null,
    updated_at        {instant} not null
);
create unique index integration_accounts_key on integration_accounts (organization_id, environment, channel, account_key);
create unique index integration_accounts_default on integration_accounts (organization_id, environment, channel) where is_default;
create unique index integration_accounts_connection on integration_accounts (connection_id) where connection_id is not null;
create unique index integration_accounts_hook on integration_accounts (hook_id);
create index integration_accounts_verify on integration_accounts (verify_token_hash);
create index integration_accounts_listed on integration_accounts (organization_id, environment, created_at, id);
