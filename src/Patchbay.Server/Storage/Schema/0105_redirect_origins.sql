-- The origins that links may send a browser to. Without a row, production allows none and the sandbox any https origin.
create table redirect_origins (
    organization_id {uuid}    not null references organizations (id),
    environment     text      not null,
    origin          text      not null,
    created_at      {instant} not null,
    primary key (organization_id, environment, origin)
);
-- [sqlite]
insert into redirect_origins (organization_id, environment, origin, created_at)
    select distinct o.id, e.column1, lower(j.value), o.created_at
    from organizations o, (values ('sandbox'), ('production')) e, json_each(o.redirect_origins) j
    where o.redirect_origins is not null;
-- [postgres]
insert into redirect_origins (organization_id, environment, origin, created_at)
    select distinct o.id, e.environment, lower(j.origin), o.created_at
    from organizations o cross join (values ('sandbox'), ('production')) as e (environment)
    cross join lateral jsonb_array_elements_text(o.redirect_origins::jsonb) as j (origin)
    where o.redirect_origins is not null;
-- [both]
alter table organizations drop column redirect_origins;
