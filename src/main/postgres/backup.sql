-- The role that makes backups: it may read every file of the database's folder through SQL, and change nothing. Whoever has
-- its password can read everything; keep it like the key file. Run once by a superuser, inside the database that
-- roles.sql was run for; running it again changes nothing but what is written here.
--
--   PGOPTIONS='-c datachoice.backup_password=…' psql -v ON_ERROR_STOP=1 -U postgres -d datachoice -f backup.sql
do $$
declare
  password text := nullif(current_setting('datachoice.backup_password', true), '');
begin
  set local password_encryption = 'scram-sha-256';
  if not exists (select from pg_roles where rolname = 'backup') then
    create role backup;
  end if;
  -- replication: to keep the log from being thrown away while it is copied
  alter role backup login replication nosuperuser nocreatedb nocreaterole nobypassrls connection limit 2;
  if password is not null then
    execute format('alter role backup password %L', password);
  end if;
  execute format('grant connect on database %I to backup', current_database());
end
$$;

alter role backup set search_path = pg_catalog, pg_temp;
alter role backup set statement_timeout = 0;

grant execute on function
  pg_backup_start(text, boolean),
  pg_backup_stop(boolean),
  pg_ls_dir(text, boolean, boolean),
  pg_ls_waldir(),
  pg_stat_file(text, boolean),
  pg_read_binary_file(text, bigint, bigint, boolean)
to backup;
