-- Where a browser goes when a sign-up fails, and when the link is expired or used. The sealed secret signs the queries of
-- all addresses of the link.
alter table onboarding_links add column failure_url text null;
alter table onboarding_links add column refresh_url text null;
alter table onboarding_links add column redirect_secret {bytes} null;

-- The link that ended this one.
alter table onboarding_links add column replaced_by {uuid} null;
create index onboarding_links_pending on onboarding_links (organization_id, environment, external_id)
    where status = 'pending' and external_id is not null;
