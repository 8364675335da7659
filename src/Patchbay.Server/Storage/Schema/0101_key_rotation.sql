-- The key that replaced a key by a rotation; the replaced key expires after the overlap.
alter table api_keys add column replaced_by {uuid} null;
