-- Who did what to which object, when, from where, with which result. Rows are only ever added.
create table audit_events (
    id              {uuid}    not null primary key,
    organization_id {uuid}    not null,
    environment     text      not null,
    actor_type      text      not null,
    actor_id        text      null,
    action          text      not null,
    resource_type   text      not null,
    resource_id     text      null,
    result          text      not null,
    reason          text      null,
    details         text      null,
    ip_address      text      null,
    user_agent      text      null,
    request_id      text      null,
    occurred_at     {instant} not null
);
create index audit_events_by_organization on audit_events (organization_id, environment, occurred_at, id);
create index audit_events_by_resource on audit_events (organization_id, environment, resource_id, occurred_at);
