-- A function that hangs within a transaction holds what others wait for until Lambda ends it, which
-- may take a quarter of an hour; the database ends it sooner. Roles are shared by all databases of a
-- cluster, so that another migration may be changing the same one.
do $$
begin
    alter role ${runtime_user} set idle_in_transaction_session_timeout = '2min';
exception
    when internal_error then null;
end $$;
