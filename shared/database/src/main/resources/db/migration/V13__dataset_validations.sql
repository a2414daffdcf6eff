-- What the newest validation of a dataset has found; it takes the place of the one before.
create table dataset_validations (
    dataset_id uuid primary key,
    validation jsonb not null,
    validated_at timestamptz not null,
    constraint dataset_validations_dataset_fkey foreign key (dataset_id) references datasets (id)
);
