-- The runtime role was granted all tables, and the list of migrations is one of them.
revoke all on flyway_schema_history from ${runtime_user};
