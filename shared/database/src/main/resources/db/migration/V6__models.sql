create table models (
    id uuid primary key,
    owner_id uuid not null,
    name text not null,
    description text,
    warehouse_kind text not null,
    warehouse_project text,
    warehouse_dataset text not null,
    warehouse_location text,
    max_bytes_per_query bigint,
    max_usd_per_build numeric,
    revision bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint models_owner_fkey foreign key (owner_id) references users (id),
    constraint models_warehouse_check check (warehouse_kind in ('bigquery', 'duckdb')),
    constraint models_budget_check check (max_bytes_per_query > 0 and max_usd_per_build > 0)
);

create unique index models_name_key on models (owner_id, lower(name));
create index models_owner_created_idx on models (owner_id, created_at desc, id desc);
create index models_created_idx on models (created_at desc, id desc);

alter table datasets
    add constraint datasets_model_fkey foreign key (model_id) references models (id);

-- Also what keeps a model with datasets in the trash from being deleted is found by it.
create index datasets_model_idx on datasets (model_id, created_at desc, id desc)
    where model_id is not null;

-- A job leads to its ingest.
create unique index ingests_job_key on ingests (job_id);
