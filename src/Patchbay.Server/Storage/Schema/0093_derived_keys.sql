-- Keys for fingerprints and tokens, wrapped like data keys, so that a change of the master key does not change what
-- they made. 'root' is a random key. The other rows keep what earlier versions derived from a master key; position 0
-- makes new values, and the others only recognize old ones.
create table derived_keys (
    purpose       text      not null,
    position      {number}  not null,
    master_key_id text      not null,
    wrapped_key   {bytes}   not null,
    created_at    {instant} not null,
    primary key (purpose, position)
);
