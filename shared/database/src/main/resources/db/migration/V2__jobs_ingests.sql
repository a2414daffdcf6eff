create table jobs (
    id uuid primary key,
    kind text not null,
    status text not null,
    progress_percentage integer not null default 0,
    message text,
    dataset_id uuid,
    pipeline_id uuid,
    created_by uuid not null,
    result jsonb,
    result_path text,
    error_code text,
    error_detail text,
    metadata jsonb not null default '{}',
    created_at timestamptz not null,
    started_at timestamptz,
    completed_at timestamptz,
    constraint jobs_user_fkey foreign key (created_by) references users (id),
    constraint jobs_status_check check (status in
        ('pending', 'running', 'completed', 'failed', 'cancelled')),
    constraint jobs_progress_check check (progress_percentage between 0 and 100)
);

create index jobs_user_idx on jobs (created_by, created_at desc, id desc);
create index jobs_dataset_idx on jobs (dataset_id, created_at desc, id desc);

create table job_log (
    job_id uuid not null,
    number bigint generated always as identity,
    at timestamptz not null,
    level text not null,
    message text not null,
    primary key (job_id, number),
    constraint job_log_job_fkey foreign key (job_id) references jobs (id)
);

create table ingests (
    id uuid primary key,
    dataset_id uuid not null,
    job_id uuid not null,
    user_id uuid not null,
    state text not null,
    source jsonb not null,
    root text not null default '',
    modality text,
    parts_planned integer,
    summary jsonb,
    report jsonb,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint ingests_dataset_fkey foreign key (dataset_id) references datasets (id),
    constraint ingests_job_fkey foreign key (job_id) references jobs (id),
    constraint ingests_state_check check (state in ('planning', 'parts', 'done', 'failed'))
);

create index ingests_dataset_idx on ingests (dataset_id, created_at desc);
create index ingests_open_idx on ingests (updated_at) where state in ('planning', 'parts');

create table ingest_parts (
    ingest_id uuid not null,
    number integer not null,
    plan jsonb not null,
    done_at timestamptz,
    primary key (ingest_id, number),
    constraint ingest_parts_ingest_fkey foreign key (ingest_id) references ingests (id)
);

-- Stage -1 is the plan, 0 and more are parts.
create table ingest_issues (
    ingest_id uuid not null,
    stage integer not null,
    code text not null,
    count bigint not null,
    examples jsonb not null,
    primary key (ingest_id, stage, code),
    constraint ingest_issues_ingest_fkey foreign key (ingest_id) references ingests (id)
);

-- What came with the samples and is none: annotation files, notes, and whatever else.
create table source_files (
    dataset_id uuid not null,
    ingest_id uuid not null,
    path text not null,
    object_key text not null,
    size bigint not null,
    sha256 text not null,
    primary key (dataset_id, path),
    constraint source_files_dataset_fkey foreign key (dataset_id) references datasets (id)
);

-- One row for each version of a dropped object that was taken.
create table drops (
    bucket text not null,
    key text not null,
    sequencer text not null,
    ingest_id uuid,
    result jsonb,
    result_written_at timestamptz,
    taken_at timestamptz not null,
    primary key (bucket, key, sequencer)
);

create index drops_ingest_idx on drops (ingest_id);
