-- What a dataset was made from: {dataset_id, version, job_id}.
alter table datasets add column derived_from jsonb;

-- The number of the last version that was ever made: a number is never given twice.
alter table datasets add column last_version integer not null default 0;
