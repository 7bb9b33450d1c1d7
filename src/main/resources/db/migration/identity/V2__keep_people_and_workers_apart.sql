-- An account is a person's or a worker's, never both: a person's account has the role PATIENT and no other, a worker's
-- has every role but that one. Who reads their own record at work is thereby two people to the portal.
alter table identity.account
    add column worker boolean not null generated always as (person is null) stored,
    add constraint account_kind unique (id, worker);
comment on column identity.account.worker is 'true for somebody at work, false for a person of the register';

alter table identity.account_role
    add column worker boolean not null generated always as (role <> 'PATIENT') stored,
    drop constraint account_role_of,
    add constraint account_role_fits_account foreign key (account, worker) references identity.account (id, worker);
comment on column identity.account_role.worker is 'whose role it is; must be what the account is';
