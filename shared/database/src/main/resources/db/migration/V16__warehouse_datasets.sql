-- A dataset over tables is a definition. The tables' columns are kept as they were when it was last
-- compared with them, so that its SQL can be written without asking the warehouse.
alter table datasets
    add column definition jsonb,
    add column table_schemas jsonb,
    add column table_count integer,
    add column column_count integer,
    add column row_count bigint,
    add column row_estimate bigint,
    add constraint datasets_definition_check check
        ((kind = 'warehouse') = (definition is not null and table_schemas is not null)
         and (kind <> 'warehouse' or model_id is not null));

-- What was last measured of a dataset over tables; an edit of the definition removes it.
create table dataset_analyses (
    dataset_id uuid primary key,
    definition_digest text not null,
    analysis jsonb not null,
    analysed_at timestamptz not null,
    constraint dataset_analyses_dataset_fkey foreign key (dataset_id) references datasets (id)
);

-- A dataset over tables as it was: what gives the same rows again.
create table dataset_versions (
    dataset_id uuid not null,
    version integer not null,
    digest text not null,
    definition jsonb not null,
    table_schemas jsonb not null,
    sql jsonb not null,
    as_of date not null,
    sample_count bigint not null,
    annotation_count bigint not null default 0,
    size bigint not null default 0,
    note text,
    is_protected boolean not null default false,
    created_by uuid not null,
    created_at timestamptz not null,
    primary key (dataset_id, version),
    constraint dataset_versions_dataset_fkey foreign key (dataset_id) references datasets (id),
    constraint dataset_versions_user_fkey foreign key (created_by) references users (id),
    constraint dataset_versions_version_check check (version > 0)
);

-- Cloud projects other than the installation's own that may be used; without users, by everybody.
create table warehouse_projects (
    project text primary key,
    usernames text[] not null default '{}',
    set_at timestamptz not null
);
