-- Old rows are found by their age.
create index exchanged_codes_by_age on exchanged_codes (created_at);
create index audit_events_by_age on audit_events (occurred_at);
