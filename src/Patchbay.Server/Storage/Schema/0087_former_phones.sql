-- A number that is connected again keeps the row of its last connection.
create index phones_former on phones (organization_id, environment, meta_phone_number_id, disconnected_at)
    where disconnected_at is not null;
