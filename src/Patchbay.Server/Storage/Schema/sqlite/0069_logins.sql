-- People's tokens between log-in and the choice of pages, sealed, for one caller, for minutes, once.
create table login_tokens (
    handle_hash     blob not null primary key,
    organization_id text not null references organizations (id),
    environment     text not null,
    owner           text not null,
    access_token    blob not null,
    created_at      integer not null,
    expires_at      integer not null
);
create index login_tokens_age on login_tokens (expires_at);

-- Invitations to connect an account in a browser. The invitation is good for the browser that takes it up, and each way to
-- Meta's dialog and back for one state.
create table connect_sessions (
    id              text not null primary key,
    organization_id text not null references organizations (id),
    environment     text not null,
    channel         text not null,
    name            text not null,
    locale          text null,
    redirect_url    text null,
    invited_by      text not null,
    token_hash      blob not null,
    browser_hash    blob null,
    state_hash      blob null,
    status          text not null,
    error           text null,
    attempts        integer not null,
    pages           text null,
    page_handle     blob null,
    result          text null,
    created_at      integer not null,
    expires_at      integer not null
);
create unique index connect_sessions_by_token on connect_sessions (token_hash);
create unique index connect_sessions_by_browser on connect_sessions (browser_hash) where browser_hash is not null;
create index connect_sessions_age on connect_sessions (expires_at);
