-- The newest connections with an app of their own. Their secrets are tried on webhooks that name no known number.
create index connections_of_own_apps on connections (created_at, id)
    where api_secret is not null and meta_app_id is not null and phone_number_id is not null
        and disconnected_at is null;
