create schema identity;
comment on schema identity is 'Accounts, letter codes, security codes, sessions and the limits that guard them';
grant usage on schema identity to app;

create table identity.account (
    id uuid not null constraint account_pk primary key,
    email text not null,
    display_name text not null,
    password_hash text not null,
    person uuid constraint account_one_for_a_person unique,
    practice text,
    opened_at timestamptz not null default clock_timestamp(),
    switched_off_at timestamptz,
    sessions_valid_from timestamptz not null default clock_timestamp(),
    constraint account_email_folded check (email = lower(email) and length(email) <= 254),
    constraint account_person_or_worker check (person is null or practice is null)
);
comment on column identity.account.person is 'the person this account is for; null for workers. Never both, so that nobody reads their own record at work';
comment on column identity.account.sessions_valid_from is 'sessions begun earlier are over: set when the password changes or the account is switched off';
create unique index account_email_once on identity.account (email);

create table identity.account_role (
    account uuid not null constraint account_role_of references identity.account,
    role text not null,
    constraint account_role_pk primary key (account, role),
    constraint account_role_known check (role in ('PATIENT', 'PRACTICE_STAFF', 'PRACTICE_LEAD', 'CONTENT_EDITOR',
        'CONTENT_APPROVER', 'PLATFORM_ADMIN', 'AUDITOR'))
);

create table identity.letter_code (
    id uuid not null constraint letter_code_pk primary key,
    person uuid not null,
    code_hash bytea not null constraint letter_code_once unique,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    tries smallint not null default 0,
    used_at timestamptz,
    constraint letter_code_tries check (tries between 0 and 5),
    constraint letter_code_in_order check (expires_at > issued_at)
);
comment on table identity.letter_code is 'Codes from posted letters, kept only as keyed hashes';
comment on column identity.letter_code.tries is 'times the right code came with wrong details; void at 5';
comment on column identity.letter_code.used_at is 'when a choice was saved with it; void from then on';
create index letter_code_by_person on identity.letter_code (person);

create table identity.one_time_code (
    id uuid not null constraint one_time_code_pk primary key,
    purpose text not null,
    account uuid constraint one_time_code_for references identity.account,
    email text not null,
    code_hash bytea not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    tries smallint not null default 0,
    sends smallint not null default 1,
    used_at timestamptz,
    payload text,
    constraint one_time_code_purpose_known check (purpose in ('SECOND_FACTOR', 'OPEN_ACCOUNT', 'PASSWORD_RESET')),
    constraint one_time_code_tries check (tries between 0 and 3),
    constraint one_time_code_sends check (sends between 1 and 4)
);
comment on table identity.one_time_code is 'Six numbers sent by e-mail; its id lives in the session that asked, so that no other session can use it';
comment on column identity.one_time_code.payload is 'what the code finishes, such as the hash of the password an account will open with';

create table identity.limit_window (
    bucket text not null,
    window_start timestamptz not null,
    failures int not null,
    constraint limit_window_pk primary key (bucket, window_start)
);
comment on table identity.limit_window is 'Failures counted per network, account or for all, per window of time';

create table identity.session (
    primary_id char(36) not null constraint session_pk primary key,
    session_id text not null constraint session_id_shape check (session_id ~ '^[A-Za-z0-9_-]{32}$'),
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create unique index session_by_id on identity.session (session_id);
create index session_by_expiry on identity.session (expiry_time);
create index session_by_principal on identity.session (principal_name);
create table identity.session_attributes (
    session_primary_id char(36) not null constraint session_attributes_of references identity.session on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint session_attributes_pk primary key (session_primary_id, attribute_name)
);
comment on table identity.session_attributes is 'Strings and numbers only: ids, times, a saved path. No names, no choices';

grant select, insert, update (password_hash, display_name, email, switched_off_at, sessions_valid_from) on identity.account to app;
grant select, insert, delete on identity.account_role to app;
grant select, insert, update (tries, used_at) on identity.letter_code to app;
grant select, insert, update, delete on identity.one_time_code, identity.limit_window to app;
grant select, insert, update, delete on identity.session, identity.session_attributes to app;
