drop index concurrently if exists identity.account_was_admin;
create index concurrently account_was_admin on identity.account (was_admin_until) where was_admin_until is not null;
