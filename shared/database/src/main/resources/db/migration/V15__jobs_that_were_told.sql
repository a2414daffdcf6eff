-- When the end of a job was put on the bus, whatever the job was for.
alter table jobs add column told_at timestamptz;
update jobs set told_at = completed_at from ingests where ingests.told_job_id = jobs.id;
alter table ingests drop column told_job_id;
