-- The attempt whose end was put on the bus; another one when that is told in its turn.
alter table ingests add column told_job_id uuid;
