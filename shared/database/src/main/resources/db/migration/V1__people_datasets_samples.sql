create table users (
    id uuid primary key,
    username text not null,
    email text not null,
    password_hash text not null,
    role text not null default 'user',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint users_username_key unique (username),
    constraint users_role_check check (role in ('user', 'admin')),
    constraint users_username_check check (username ~ '^[a-z0-9][a-z0-9_.-]{2,49}$')
);

create unique index users_email_key on users (lower(email));

create table datasets (
    id uuid primary key,
    owner_id uuid not null,
    name text not null,
    description text,
    status text not null,
    error_code text,
    error_detail text,
    kind text not null default 'files',
    modality text,
    source_type text not null,
    model_id uuid,
    schema_id uuid,
    tags text[] not null default '{}',
    metadata jsonb not null default '{}',
    pipeline_config jsonb not null default '{}',
    original_filename text,
    file_path text,
    file_type text,
    file_size bigint not null default 0,
    total_samples bigint not null default 0,
    annotation_count bigint not null default 0,
    class_count integer not null default 0,
    format_info jsonb,
    revision bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    constraint datasets_owner_fkey foreign key (owner_id) references users (id),
    constraint datasets_status_check check (status in
        ('uploading', 'processing', 'validating', 'ready', 'error', 'draft', 'active')),
    constraint datasets_kind_check check (kind in ('files', 'warehouse')),
    constraint datasets_modality_check check (modality in
        ('image', 'tabular', 'text', 'audio', 'video', 'multimodal')),
    constraint datasets_source_type_check check (source_type in
        ('upload', 'drop', 'api', 'scheduled', 'derived')),
    constraint datasets_error_check check ((status = 'error') = (error_code is not null))
);

create unique index datasets_name_key on datasets (owner_id, lower(name)) where deleted_at is null;
create index datasets_owner_created_idx on datasets (owner_id, created_at desc, id desc)
    where deleted_at is null;
create index datasets_created_idx on datasets (created_at desc, id desc) where deleted_at is null;

create table dataset_shares (
    dataset_id uuid not null,
    user_id uuid not null,
    role text not null,
    created_at timestamptz not null,
    primary key (dataset_id, user_id),
    constraint dataset_shares_dataset_fkey foreign key (dataset_id) references datasets (id),
    constraint dataset_shares_user_fkey foreign key (user_id) references users (id),
    constraint dataset_shares_role_check check (role in ('viewer', 'editor'))
);

create index dataset_shares_user_idx on dataset_shares (user_id);

-- No foreign key: rows arrive by COPY, and their dataset is checked once for each load.
create table samples (
    dataset_id uuid not null,
    id uuid not null,
    ingest_id uuid not null,
    path text not null,
    folder text not null,
    split text,
    modality text not null,
    object_key text not null,
    size bigint not null,
    sha256 text not null,
    media_type text not null,
    width integer,
    height integer,
    stored_width integer,
    stored_height integer,
    orientation smallint,
    frames integer,
    characters bigint,
    issues text[] not null default '{}',
    annotation_count integer not null default 0,
    created_at timestamptz not null,
    primary key (dataset_id, id)
) partition by hash (dataset_id);

create index samples_order_idx on samples (dataset_id, created_at desc, id);
create index samples_path_idx on samples (dataset_id, path);

create table projects (
    id uuid primary key,
    dataset_id uuid not null,
    name text not null,
    task_type text not null,
    class_count integer not null default 0,
    annotation_count bigint not null default 0,
    images_not_started bigint not null default 0,
    images_in_progress bigint not null default 0,
    images_completed bigint not null default 0,
    revision bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint projects_dataset_fkey foreign key (dataset_id) references datasets (id)
);

create index projects_dataset_idx on projects (dataset_id);

create table classes (
    id uuid primary key,
    project_id uuid not null,
    dataset_id uuid not null,
    position integer not null,
    name text not null,
    color text not null,
    supercategory text,
    source_id text,
    annotation_count bigint not null default 0,
    sample_count bigint not null default 0,
    constraint classes_project_fkey foreign key (project_id) references projects (id),
    constraint classes_name_key unique (project_id, name)
);

create index classes_dataset_idx on classes (dataset_id);

create table annotations (
    dataset_id uuid not null,
    id uuid not null,
    sample_id uuid not null,
    class_id uuid,
    type text not null,
    x double precision,
    y double precision,
    width double precision,
    height double precision,
    geometry json not null,
    attributes json not null,
    state text not null default 'confirmed',
    score double precision,
    is_crowd boolean not null default false,
    source_id text,
    created_by uuid not null,
    created_at timestamptz not null,
    confirmed_by uuid,
    confirmed_at timestamptz,
    primary key (dataset_id, id)
) partition by hash (dataset_id);

create index annotations_sample_idx on annotations (dataset_id, sample_id);
create index annotations_class_idx on annotations (dataset_id, class_id);

do $$
begin
    for part in 0..7 loop
        execute format(
            'create table samples_%s partition of samples for values with (modulus 8, remainder %s)',
            part, part);
        execute format(
            'create table annotations_%s partition of annotations for values with (modulus 8, remainder %s)',
            part, part);
    end loop;
end $$;

create table dataset_statistics (
    dataset_id uuid primary key,
    statistics jsonb not null,
    computed_at timestamptz not null,
    constraint dataset_statistics_dataset_fkey foreign key (dataset_id) references datasets (id)
);

create table audit_entries (
    id uuid primary key,
    dataset_id uuid not null,
    action text not null,
    user_id uuid not null,
    username text not null,
    at timestamptz not null,
    request_id text not null,
    details jsonb not null default '{}'
);

create index audit_entries_dataset_idx on audit_entries (dataset_id, at desc, id desc);
