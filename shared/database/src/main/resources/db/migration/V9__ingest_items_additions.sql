-- The objects that an ingest reads, however many they are.
create table ingest_items (
    ingest_id uuid not null,
    number integer not null,
    key text not null,
    path text not null,
    size bigint not null,
    etag text not null,
    kind text not null,
    -- What the bytes must be, where nobody has checked it yet.
    sha256 text,
    -- Whether the dataset has it, so that its place can be freed.
    taken boolean not null default false,
    primary key (ingest_id, number),
    -- A folder is listed before the rows are held that others wait for.
    constraint ingest_items_ingest_fkey foreign key (ingest_id) references ingests (id)
        deferrable initially deferred,
    constraint ingest_items_kind_check check (kind in ('FILE', 'ZIP', 'TAR', 'TAR_GZ', 'TAR_ZST'))
);

insert into ingest_items (ingest_id, number, key, path, size, etag, kind)
select i.id, f.place - 1, f.item ->> 'key', f.item ->> 'path', (f.item ->> 'size')::bigint,
       f.item ->> 'etag', f.item ->> 'kind'
from ingests i, jsonb_array_elements(i.source -> 'files') with ordinality as f (item, place);

alter table ingests
    add column mode text not null default 'create',
    add column dry_run boolean not null default false,
    add column wanted_modality text,
    -- How often it was taken up again since it last made progress.
    add column sweeps integer not null default 0,
    -- When everything that follows its end was done.
    add column settled_at timestamptz,
    add constraint ingests_mode_check check (mode in ('create', 'add')),
    -- A dry run of a new set has no dataset.
    drop constraint ingests_dataset_fkey;

update ingests
set wanted_modality = source ->> 'modality',
    settled_at = case when state in ('done', 'failed') then updated_at end;

alter table ingests drop column source;

create unique index ingest_items_key_key on ingest_items (ingest_id, key);
create unique index ingests_one_open_key on ingests (dataset_id)
    where state in ('planning', 'parts') and not dry_run;
create index ingests_unsettled_idx on ingests (updated_at)
    where state in ('done', 'failed') and settled_at is null;

-- How many of a part's members are stored and noted.
alter table ingest_parts add column passed integer not null default 0;

-- What an addition or a dry run has found, until it ends; readers of the dataset do not see it.
create table added_samples (
    like samples including defaults,
    primary key (ingest_id, id)
);

create table added_files (
    like source_files including defaults,
    primary key (ingest_id, path)
);

-- A folder's mark that came while the folder was being read waits for the end of that.
alter table drops add column waits boolean not null default false;
create index drops_waiting_idx on drops (taken_at) where waits;
create index drops_unwritten_idx on drops (taken_at)
    where result is not null and result_written_at is null;
