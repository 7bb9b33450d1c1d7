-- Workers come by invitation, roles by two people's agreement, and everybody looks after their own account.
alter table identity.one_time_code
    drop constraint one_time_code_purpose_known,
    add constraint one_time_code_purpose_known check (purpose in
        ('SECOND_FACTOR', 'OPEN_ACCOUNT', 'PASSWORD_RESET', 'CONFIRM', 'NEW_EMAIL', 'FIRST_ADMIN'));
create index one_time_code_by_account on identity.one_time_code (account);

alter table identity.account
    add switched_off_by uuid constraint account_switched_off_by references identity.account,
    add was_admin_until timestamptz;
comment on column identity.account.switched_off_by is 'the worker who did it; null for the portal itself';
comment on column identity.account.was_admin_until is 'when the role of an administrator was taken away; for a while that person still counts as the second of two';
create index account_of_workers on identity.account (lower(display_name), id) where person is null;
create index account_at_practice on identity.account (practice) where practice is not null;

-- Who runs accounts or checks the trail sees no practice's people, and the trail is not checked by whom it is about.
create unique index account_role_one_duty on identity.account_role (account)
    where role in ('PRACTICE_STAFF', 'PRACTICE_LEAD', 'PLATFORM_ADMIN', 'AUDITOR');
comment on index identity.account_role_one_duty is 'work at a practice, administration and audit are three people''s';

create table identity.invitation (
    id uuid not null constraint invitation_pk primary key,
    email text not null,
    role text not null,
    practice text,
    asked_by uuid not null constraint invitation_asked_by references identity.account,
    asked_at timestamptz not null,
    two_people boolean not null,
    agreed_by uuid constraint invitation_agreed_by references identity.account,
    agreed_at timestamptz,
    code_hash bytea constraint invitation_code_once unique,
    sent_at timestamptz,
    expires_at timestamptz,
    accepted_at timestamptz,
    account uuid constraint invitation_account references identity.account,
    withdrawn_at timestamptz,
    withdrawn_by uuid constraint invitation_withdrawn_by references identity.account,
    constraint invitation_email_folded check (email = lower(email) and length(email) <= 254),
    constraint invitation_role_known check (role in ('PRACTICE_STAFF', 'PRACTICE_LEAD', 'CONTENT_EDITOR', 'CONTENT_APPROVER',
        'PLATFORM_ADMIN', 'AUDITOR')),
    constraint invitation_practice_for_its_roles check ((practice is not null) = (role in ('PRACTICE_STAFF', 'PRACTICE_LEAD'))),
    constraint invitation_agreed_by_another check (agreed_by <> asked_by and (agreed_by is null) = (agreed_at is null)),
    constraint invitation_sent_once_agreed check (code_hash is null or not two_people or agreed_at is not null),
    constraint invitation_sent_whole check ((code_hash is null) = (sent_at is null) and (code_hash is null) = (expires_at is null)),
    constraint invitation_accepted_whole check ((accepted_at is null) = (account is null)),
    constraint invitation_one_end check (accepted_at is null or withdrawn_at is null)
);
comment on table identity.invitation is 'Somebody is asked to work with the portal; their code is kept only as a keyed hash';
comment on column identity.invitation.two_people is 'whether a second administrator has to agree before it is sent';
create unique index invitation_open_once on identity.invitation (email) where accepted_at is null and withdrawn_at is null;
create index invitation_asked on identity.invitation (asked_by) where accepted_at is null and withdrawn_at is null;

create table identity.role_request (
    id uuid not null constraint role_request_pk primary key,
    account uuid not null constraint role_request_for references identity.account,
    role text not null,
    asked_by uuid not null constraint role_request_asked_by references identity.account,
    asked_at timestamptz not null,
    answered_by uuid constraint role_request_answered_by references identity.account,
    answered_at timestamptz,
    granted boolean,
    constraint role_request_role_known check (role in ('PRACTICE_STAFF', 'PRACTICE_LEAD', 'CONTENT_EDITOR', 'CONTENT_APPROVER',
        'PLATFORM_ADMIN', 'AUDITOR')),
    constraint role_request_not_for_oneself check (account <> asked_by),
    constraint role_request_answered_whole check
        ((answered_by is null) = (answered_at is null) and (answered_by is null) = (granted is null)),
    constraint role_request_granted_by_another check (not granted or answered_by <> asked_by)
);
comment on table identity.role_request is 'One administrator asks for a role, another one agrees or not';
create unique index role_request_open_once on identity.role_request (account, role) where answered_at is null;
create index role_request_asked on identity.role_request (asked_by) where answered_at is null;

create table identity.first_admin (
    id uuid not null constraint first_admin_pk primary key,
    code_hash bytea not null,
    made_on text not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    account uuid constraint first_admin_account references identity.account,
    constraint first_admin_in_order check (expires_at > made_at),
    constraint first_admin_used_whole check ((used_at is null) = (account is null))
);
comment on table identity.first_admin is 'The code with which a new portal gets its first administrator, as a keyed hash';
comment on column identity.first_admin.made_on is 'name of the machine whose data folder holds the code';
create unique index first_admin_one_open on identity.first_admin ((true)) where used_at is null;

grant update (switched_off_by, was_admin_until) on identity.account to app;
grant select, insert, update (agreed_by, agreed_at, code_hash, sent_at, expires_at, accepted_at, account, withdrawn_at, withdrawn_by)
    on identity.invitation to app;
grant select, insert, update (answered_by, answered_at, granted) on identity.role_request to app;
grant select, insert, update (used_at, account), delete on identity.first_admin to app;
