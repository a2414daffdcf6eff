-- What a small annotation file holds, so that thousands of them are read in a few queries.
alter table source_files add column content bytea;
alter table added_files add column content bytea;
-- Files are read page by page in the order of bytes.
create index source_files_order_idx on source_files (dataset_id, path collate "C");

-- The annotation format that somebody has asked for.
alter table uploads add column annotation_format text;
alter table ingests add column wanted_format text;

-- The points of an object in their order, and pairs of places in that list that lines join.
alter table classes
    add column keypoints text[] not null default '{}',
    add column skeleton integer[] not null default '{}';
