-- The ids of links are random, because their addresses are permissions. Links of one moment keep their order by this.
alter table onboarding_links add column sort_id {uuid} null;
update onboarding_links set sort_id = id;
