-- What somebody is sending in by links of their own. What is to become of it is told when it is
-- begun: a new dataset, which is there from then on unless it is a dry run, or more of an old one.
create table uploads (
    id uuid primary key,
    user_id uuid not null,
    state text not null default 'open',
    dataset_id uuid,
    is_reserved boolean not null,
    dataset_name text,
    dataset_description text,
    model_id uuid,
    modality text,
    is_dry_run boolean not null,
    annotation_path text,
    file_count integer not null default 0,
    byte_count bigint not null default 0,
    ingest_id uuid,
    job_id uuid,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    links_end_at timestamptz not null,
    swept_at timestamptz,
    constraint uploads_user_fkey foreign key (user_id) references users (id),
    constraint uploads_dataset_fkey foreign key (dataset_id) references datasets (id)
        on delete set null,
    constraint uploads_state_check check (state in ('open', 'completed', 'aborting', 'aborted')),
    constraint uploads_completed_check check ((state = 'completed') = (job_id is not null))
);

create index uploads_user_idx on uploads (user_id, created_at desc);
create index uploads_dataset_idx on uploads (dataset_id);
-- What the clock has yet to end or to clear away.
create index uploads_open_idx on uploads (expires_at) where state = 'open';
create index uploads_aborted_idx on uploads (links_end_at)
    where state in ('aborting', 'aborted') and swept_at is null;

-- The files of an upload. Number and attempt make the object's key; an attempt ends when something
-- else came than was declared. What was begun in parts is whole before it is one object, which has
-- an ETag; proven is what has the declared SHA-256.
create table upload_files (
    upload_id uuid not null,
    number integer not null,
    path text not null,
    size bigint not null,
    part_size bigint not null,
    media_type text not null,
    sha256 text,
    attempt integer not null default 0,
    begun text,
    is_whole boolean not null default false,
    etag text,
    is_proven boolean not null default false,
    primary key (upload_id, number),
    constraint upload_files_path_key unique (upload_id, path),
    constraint upload_files_upload_fkey foreign key (upload_id) references uploads (id),
    constraint upload_files_size_check check (size >= 0 and part_size > 0),
    constraint upload_files_etag_check check (is_whole or etag is null),
    constraint upload_files_proven_check check (etag is not null or not is_proven)
);

create index upload_files_missing_idx on upload_files (upload_id, number) where not is_whole;
