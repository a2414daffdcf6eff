-- What the functions connect as. It may add audit entries and read them, nothing else with them.
do $$
begin
    if not exists (select from pg_roles where rolname = '${runtime_user}') then
        create role ${runtime_user} login password '${runtime_password}';
    end if;
exception
    when duplicate_object or unique_violation then null;
end $$;

grant usage on schema public to ${runtime_user};
grant select, insert, update, delete on all tables in schema public to ${runtime_user};
grant usage on all sequences in schema public to ${runtime_user};
alter default privileges in schema public
    grant select, insert, update, delete on tables to ${runtime_user};
revoke update, delete on audit_entries from ${runtime_user};
