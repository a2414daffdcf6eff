-- Who put a dataset into the trash, and until when it can be taken out of it.
alter table datasets
    add column deleted_by uuid,
    add column restore_until timestamptz,
    -- The job that is getting rid of it; nobody else changes it meanwhile.
    add column deletion_job_id uuid,
    -- Files that are no samples, of those that file_size counts; exact when the dataset is ready.
    add column source_count bigint not null default 0,
    add column source_bytes bigint not null default 0,
    add constraint datasets_deleted_by_fkey foreign key (deleted_by) references users (id);

update datasets d
set source_count = f.files, source_bytes = f.bytes
from (select dataset_id, count(*) as files, sum(size)::bigint as bytes
      from source_files group by dataset_id) f
where f.dataset_id = d.id;

create index datasets_trash_idx on datasets (owner_id, deleted_at desc, id desc)
    where deleted_at is not null;
create index datasets_derived_idx on datasets ((derived_from ->> 'dataset_id'))
    where derived_from is not null;
create index datasets_expiry_idx on datasets (restore_until) where deleted_at is not null;

-- Each getting rid of a dataset, step by step, so that whatever stops it, it goes on from there.
create table deletions (
    job_id uuid primary key,
    dataset_id uuid not null,
    -- delete: into the trash; purge: for good.
    kind text not null,
    step text not null,
    user_id uuid not null,
    request_id text not null,
    dataset_name text not null,
    with_backup boolean not null,
    backup_id uuid,
    -- The dataset's when it was marked: what is hidden is what was backed up.
    revision bigint not null,
    images_deleted bigint not null default 0,
    annotations_deleted bigint not null default 0,
    versions_deleted bigint not null default 0,
    projects_deleted bigint not null default 0,
    storage_bytes_freed bigint not null default 0,
    s3_keys_count bigint not null default 0,
    -- The first thousand.
    s3_keys text[] not null default '{}',
    -- Where objects of the dataset may lie, once its rows cannot tell.
    prefixes text[] not null default '{}',
    -- What was listed and is being removed; it is counted once it is gone.
    listed_keys text[] not null default '{}',
    listed_bytes bigint not null default 0,
    sweeps integer not null default 0,
    -- Whoever is at it, until then.
    claimed_until timestamptz,
    created_at timestamptz not null,
    touched_at timestamptz not null,
    ended_at timestamptz,
    constraint deletions_job_fkey foreign key (job_id) references jobs (id),
    constraint deletions_kind_check check (kind in ('delete', 'purge'))
);

create index deletions_dataset_idx on deletions (dataset_id);
create index ingest_items_archives_idx on ingest_items (ingest_id) where kind <> 'FILE';
create index deletions_open_idx on deletions (touched_at) where ended_at is null;

-- They outlive their dataset, and say what it was.
create table backups (
    id uuid primary key,
    dataset_id uuid not null,
    dataset_name text not null,
    owner_id uuid not null,
    created_by uuid not null,
    job_id uuid not null,
    state text not null default 'making',
    -- Of the dataset, whose content it has.
    revision bigint not null,
    object_key text not null,
    -- What S3 calls the object until it is whole.
    upload text,
    -- Who is making it, and until when nobody else may.
    holder uuid,
    held_until timestamptz,
    digest text,
    sample_count bigint not null default 0,
    annotation_count bigint not null default 0,
    source_count bigint not null default 0,
    size bigint not null default 0,
    created_at timestamptz not null,
    completed_at timestamptz,
    expires_at timestamptz not null,
    constraint backups_key_key unique (object_key),
    constraint backups_owner_fkey foreign key (owner_id) references users (id),
    constraint backups_user_fkey foreign key (created_by) references users (id),
    constraint backups_state_check check (state in ('making', 'ready', 'failed', 'deleted'))
);

create index backups_owner_idx on backups (owner_id, created_at desc, id desc);
create index backups_created_idx on backups (created_at desc, id desc);
create index backups_dataset_idx on backups (dataset_id, created_at desc);
create index backups_expiry_idx on backups (expires_at) where state in ('ready', 'failed');

-- The parts of a backup's archive that are stored, and what its directory says of each.
create table backup_parts (
    backup_id uuid not null,
    number integer not null,
    etag text not null,
    size bigint not null,
    -- Those that end in this part: their records of the ZIP's directory, and 32 bytes of SHA-256 each.
    entries bigint not null,
    directory bytea not null,
    digests bytea not null,
    -- Where the work goes on after this part; null for one that ends within an entry.
    position jsonb,
    primary key (backup_id, number),
    constraint backup_parts_backup_fkey foreign key (backup_id) references backups (id)
);
