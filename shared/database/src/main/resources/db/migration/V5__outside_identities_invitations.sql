-- An account that was deleted stays as what audit entries and lineage refer to, without its person.
alter table users add column deleted_at timestamptz;

-- What a user may keep; null leaves it to the installation's setting.
alter table users add column quota_bytes bigint;
alter table users add column quota_datasets integer;
alter table users add constraint users_quota_check check (quota_bytes >= 0 and quota_datasets >= 0);

-- Who of an outside OpenID Connect issuer is who here.
create table outside_identities (
    issuer text not null,
    subject text not null,
    user_id uuid not null,
    created_at timestamptz not null,
    primary key (issuer, subject),
    constraint outside_identities_user_fkey foreign key (user_id) references users (id)
);

create table invitations (
    id uuid primary key,
    secret_hash text not null,
    email text,
    created_by uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_by uuid,
    constraint invitations_hash_key unique (secret_hash),
    constraint invitations_created_by_fkey foreign key (created_by) references users (id),
    constraint invitations_used_by_fkey foreign key (used_by) references users (id)
);
