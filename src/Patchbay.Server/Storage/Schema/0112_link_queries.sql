-- The query of a link's webhook address, sealed; webhook_url then ends with a mask in its place.
alter table onboarding_links add column webhook_query {bytes} null;
