-- Who acted, where other modules keep the account that did: so that they can tell that person what became of it.
create view identity.published_account as
    select id, person from identity.account where person is not null;
comment on view identity.published_account is 'Accounts of people, not of workers, and whose they are';
grant select on identity.published_account to app;
