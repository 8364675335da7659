-- The query of an endpoint's address, sealed; url then ends with a mask in its place. Null for an address without one.
alter table endpoints add column url_query {bytes} null;
