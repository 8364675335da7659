-- Instants are UTC milliseconds, JSON is text, sealed columns are binary. SchemaDialect replaces the words in braces.

create table organizations (
    id               {uuid}    not null primary key,
    name             text      not null,
    redirect_origins text      null,
    created_at       {instant} not null
);

create table api_keys (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null references organizations (id),
    environment     text      not null,
    name            text      not null,
    lookup_id       text      not null unique,
    secret_hash     {bytes}   not null,
    last_four       text      not null,
    scopes          text      not null,
    role            text      not null,
    expires_at      {instant} null,
    last_used_at    {instant} null,
    revoked_at      {instant} null,
    created_at      {instant} not null
);
create index api_keys_by_organization on api_keys (organization_id, environment);

-- Secrets: a check value per master key, one wrapped data key per organization and version.
create table master_keys (
    key_id      text      not null primary key,
    check_value {bytes}   not null,
    created_at  {instant} not null
);

create table data_keys (
    organization_id {uuid}    not null references organizations (id),
    version         {number}  not null,
    master_key_id   text      not null,
    wrapped_key     {bytes}   not null,
    created_at      {instant} not null,
    primary key (organization_id, version)
);

create table connections (
    id                     text      not null primary key,
    organization_id        {uuid}    not null references organizations (id),
    environment            text      not null,
    provider               text      not null,
    channel                text      not null,
    status                 text      not null,
    status_reason          text      null,
    display_name           text      not null,
    waba_id                text      null,
    phone_number_id        text      null,
    ig_business_account_id text      null,
    page_id                text      null,
    provider_account_id    text      null,
    access_token           {bytes}   null,
    credential_last_four   text      null,
    token_source           text      null,
    token_expires_at       {instant} null,
    token_refreshed_at     {instant} null,
    token_rotated_at       {instant} null,
    row_version            {number}  not null,
    created_at             {instant} not null,
    updated_at             {instant} not null,
    disconnected_at        {instant} null
);
create index connections_by_organization on connections (organization_id, environment, created_at);
create unique index connections_live_phone on connections (environment, phone_number_id)
    where phone_number_id is not null and disconnected_at is null;

create table wabas (
    id                    {uuid}    not null primary key,
    organization_id       {uuid}    not null references organizations (id),
    environment           text      not null,
    meta_waba_id          text      not null,
    name                  text      null,
    currency              text      null,
    timezone_id           text      null,
    business_id           text      null,
    business_name         text      null,
    marketing_status      text      null,
    source                text      not null,
    page_ids              text      not null,
    dataset_ids           text      not null,
    catalog_ids           text      not null,
    instagram_account_ids text      not null,
    external_id           text      null,
    metadata              text      null,
    created_at            {instant} not null,
    updated_at            {instant} not null,
    unique (organization_id, environment, meta_waba_id)
);

create table phones (
    id                   {uuid}    not null primary key,
    organization_id      {uuid}    not null references organizations (id),
    environment          text      not null,
    waba_id              {uuid}    not null references wabas (id),
    connection_id        text      not null references connections (id),
    onboarding_link_id   {uuid}    null,
    meta_phone_number_id text      not null,
    phone_number         text      not null,
    display_phone_number text      not null,
    verified_name        text      null,
    status               text      null,
    name_status          text      null,
    quality_rating       text      null,
    messaging_limit_tier text      null,
    throughput           text      null,
    is_registered        boolean   not null,
    is_coexistence       boolean   not null,
    pin                  {bytes}   null,
    external_id          text      null,
    metadata             text      null,
    health               text      null,
    health_checked_at    {instant} null,
    created_at           {instant} not null,
    updated_at           {instant} not null,
    disconnected_at      {instant} null
);
create index phones_by_organization on phones (organization_id, environment, created_at);
create index phones_by_waba on phones (waba_id);
create unique index phones_live on phones (environment, meta_phone_number_id) where disconnected_at is null;

create table onboarding_links (
    id                       {uuid}    not null primary key,
    organization_id          {uuid}    not null references organizations (id),
    environment              text      not null,
    name                     text      not null,
    status                   text      not null,
    external_id              text      null,
    metadata                 text      null,
    redirect_url             text      null,
    webhook_url              text      null,
    webhook_secret           {bytes}   null,
    webhook_events           text      null,
    accent_color             text      null,
    locale                   text      null,
    allowed_connection_types text      null,
    attempt_count            {number}  not null,
    phone_id                 {uuid}    null references phones (id),
    waba_id                  {uuid}    null references wabas (id),
    opened_at                {instant} null,
    expires_at               {instant} not null,
    created_at               {instant} not null,
    completed_at             {instant} null
);
create index onboarding_links_by_organization on onboarding_links (organization_id, environment, created_at);

-- One run through the hosted page. The row outlives the request, so that a run cut off by a crash is resumed.
create table onboarding_attempts (
    id               {uuid}    not null primary key,
    link_id          {uuid}    not null references onboarding_links (id) on delete cascade,
    organization_id  {uuid}    not null,
    environment      text      not null,
    page_token_hash  {bytes}   not null unique,
    code_hash        {bytes}   null unique,
    outcome          text      not null,
    step             text      not null,
    error_code       text      null,
    session          text      not null,
    access_token     {bytes}   null,
    token_expires_at {instant} null,
    waba_id          {uuid}    null,
    phone_id         {uuid}    null,
    lease_until      {instant} null,
    created_at       {instant} not null,
    updated_at       {instant} not null,
    finished_at      {instant} null
);
create index onboarding_attempts_by_link on onboarding_attempts (link_id, created_at);
create index onboarding_attempts_running on onboarding_attempts (lease_until) where outcome = 'running';

create table onboarding_steps (
    attempt_id  {uuid}    not null references onboarding_attempts (id) on delete cascade,
    step        text      not null,
    position    {number}  not null,
    state       text      not null,
    error_code  text      null,
    detail      text      null,
    started_at  {instant} not null,
    finished_at {instant} null,
    primary key (attempt_id, step)
);

-- Events from Meta, as received; the unique key refuses duplicates.
create table inbound_events (
    id              {uuid}    not null primary key,
    environment     text      not null,
    organization_id {uuid}    not null,
    phone_id        {uuid}    null,
    waba_id         {uuid}    null,
    field           text      not null,
    kind            text      not null,
    dedupe_key      text      not null,
    change          {bytes}   not null,
    state           text      not null,
    attempts        {number}  not null,
    due_at          {instant} not null,
    error           text      null,
    received_at     {instant} not null,
    unique (organization_id, environment, dedupe_key)
);
create index inbound_events_due on inbound_events (due_at) where state = 'pending';
create index inbound_events_age on inbound_events (received_at);

create table quarantine (
    id          {uuid}    not null primary key,
    environment text      not null,
    reason      text      not null,
    body        {bytes}   not null,
    received_at {instant} not null
);
create index quarantine_age on quarantine (received_at);

create table messages (
    id                      {uuid}    not null primary key,
    organization_id         {uuid}    not null,
    environment             text      not null,
    phone_id                {uuid}    not null references phones (id),
    waba_id                 {uuid}    not null,
    direction               text      not null,
    type                    text      not null,
    content                 text      not null,
    wamid                   text      null,
    contact_phone           text      null,
    contact_name            text      null,
    contact_id              text      null,
    business_scoped_user_id text      null,
    username                text      null,
    status                  text      not null,
    error                   text      null,
    occurred_at             {instant} not null,
    created_at              {instant} not null,
    updated_at              {instant} not null
);
create unique index messages_by_wamid on messages (phone_id, wamid);
create index messages_by_phone on messages (phone_id, occurred_at);

-- Events for the customer, one row each. An event is rendered once, so that every attempt sends the same bytes.
create table events (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null,
    environment     text      not null,
    type            text      not null,
    phone_id        {uuid}    null,
    waba_id         {uuid}    null,
    data            text      not null,
    meta_payload    {bytes}   null,
    occurred_at     {instant} not null,
    created_at      {instant} not null
);
create index events_by_organization on events (organization_id, environment, created_at);

create table endpoints (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null references organizations (id),
    environment     text      not null,
    url             text      not null,
    events          text      not null,
    description     text      null,
    headers         {bytes}   null,
    format          text      not null,
    is_active       boolean   not null,
    disabled_reason text      null,
    first_failed_at {instant} null,
    failing_since   {instant} null,
    warned_at       {instant} null,
    waba_id         {uuid}    null,
    phone_id        {uuid}    null,
    created_at      {instant} not null,
    updated_at      {instant} not null
);
create index endpoints_by_organization on endpoints (organization_id, environment, created_at);

create table endpoint_secrets (
    id          {uuid}    not null primary key,
    endpoint_id {uuid}    not null references endpoints (id) on delete cascade,
    secret      {bytes}   not null,
    created_at  {instant} not null,
    expires_at  {instant} null
);
create index endpoint_secrets_by_endpoint on endpoint_secrets (endpoint_id);

create table deliveries (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null,
    environment     text      not null,
    event_id        {uuid}    not null references events (id),
    endpoint_id     {uuid}    not null references endpoints (id) on delete cascade,
    state           text      not null,
    attempt_count   {number}  not null,
    schedule_from   {number}  not null default 0,
    due_at          {instant} not null,
    lease_owner     text      null,
    lease_epoch     {number}  not null,
    lease_until     {instant} null,
    last_status     {number}  null,
    last_error      text      null,
    created_at      {instant} not null,
    finished_at     {instant} null,
    unique (event_id, endpoint_id)
);
create index deliveries_due on deliveries (due_at) where state = 'pending';
create index deliveries_by_endpoint on deliveries (endpoint_id, created_at);

create table delivery_attempts (
    delivery_id   {uuid}    not null references deliveries (id) on delete cascade,
    number        {number}  not null,
    trigger       text      not null,
    started_at    {instant} not null,
    duration_ms   {number}  not null,
    outcome       text      not null,
    status_code   {number}  null,
    error         text      null,
    response_head text      null,
    next_at       {instant} null,
    primary key (delivery_id, number)
);

-- Answers to repeated calls, sealed. A replay equals the first answer byte for byte.
create table idempotency_records (
    api_key_id      {uuid}    not null,
    key             text      not null,
    organization_id {uuid}    not null,
    request_hash    {bytes}   not null,
    status          {number}  null,
    body            {bytes}   null,
    created_at      {instant} not null,
    expires_at      {instant} not null,
    primary key (api_key_id, key)
);
create index idempotency_records_age on idempotency_records (expires_at);
