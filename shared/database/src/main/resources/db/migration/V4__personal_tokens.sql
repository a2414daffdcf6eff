-- Refresh tokens that began before this time are refused.
alter table users add column credentials_changed_at timestamptz;

create table personal_tokens (
    id uuid primary key,
    user_id uuid not null,
    name text not null,
    secret_hash text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    constraint personal_tokens_user_fkey foreign key (user_id) references users (id),
    constraint personal_tokens_hash_key unique (secret_hash)
);

create index personal_tokens_user_idx on personal_tokens (user_id, created_at desc, id desc);
