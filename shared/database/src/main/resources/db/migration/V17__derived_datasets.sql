-- What a dataset was made from: {dataset_id, version, job_id}.
alter table datasets add column derived_from jsonb;
