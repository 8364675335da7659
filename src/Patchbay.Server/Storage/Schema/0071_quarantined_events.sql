-- An old event goes only when nothing in quarantine holds it.
create index quarantine_by_event on quarantine (event_id) where event_id is not null;
