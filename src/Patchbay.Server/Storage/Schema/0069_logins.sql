-- People's sealed tokens between log-in and the choice of pages: valid for one caller, for minutes, once.
create table login_tokens (
    handle_hash     {bytes}   not null primary key,
    organization_id {uuid}    not null references organizations (id),
    environment     text      not null,
    owner           text      not null,
    access_token    {bytes}   not null,
    created_at      {instant} not null,
    expires_at      {instant} not null
);
create index login_tokens_age on login_tokens (expires_at);

-- Invitations to connect an account in a browser. An invitation is valid for the browser that opens it first, and each
-- trip to Meta's dialog and back for one state.
create table connect_sessions (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null references organizations (id),
    environment     text      not null,
    channel         text      not null,
    name            text      not null,
    locale          text      null,
    redirect_url    text      null,
    invited_by      text      not null,
    token_hash      {bytes}   not null,
    browser_hash    {bytes}   null,
    state_hash      {bytes}   null,
    status          text      not null,
    error           text      null,
    attempts        {number}  not null,
    pages           text      null,
    page_handle     {bytes}   null,
    result          text      null,
    created_at      {instant} not null,
    expires_at      {instant} not null
);
create unique index connect_sessions_by_token on connect_sessions (token_hash);
create unique index connect_sessions_by_browser on connect_sessions (browser_hash) where browser_hash is not null;
create index connect_sessions_age on connect_sessions (expires_at);
