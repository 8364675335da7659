-- An old event is deleted only when no row in quarantine refers to it.
create index quarantine_by_event on quarantine (event_id) where event_id is not null;
