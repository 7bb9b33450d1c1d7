-- The two roles of a Datachoice database. Run once by a superuser, inside the database it is for; running it again
-- changes nothing but what is written here. The launcher of demo mode, the tests, the compose file and the
-- documentation all use this one file, so that nobody tries the product with more rights than it has in production.
--
--   PGOPTIONS='-c datachoice.owner_password=… -c datachoice.app_password=…' \
--     psql -v ON_ERROR_STOP=1 -U postgres -d datachoice -f roles.sql
--
-- owner  runs the migrations and owns what they make; the running application never signs in as owner
-- app    is what the application signs in as; it reads and writes what a migration grants it, and makes nothing
--
-- Passwords come from the two settings above, never from this text; without a setting the password stays as it is.

do $$
declare
  name text;
  password text;
begin
  set local password_encryption = 'scram-sha-256';
  foreach name in array array['owner', 'app'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I', name);
    end if;
    -- Written out, so that a role made by hand earlier loses what it should not have. No role here may look past
    -- row-level security.
    execute format('alter role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls', name);
    password := nullif(current_setting(format('datachoice.%s_password', name), true), '');
    if password is not null then
      execute format('alter role %I password %L', name, password);
    end if;
  end loop;

  -- PostgreSQL lets everybody connect to a new database and make temporary tables in it. Here only the two may connect.
  execute format('alter database %I owner to owner', current_database());
  execute format('revoke all on database %I from public, app', current_database());
  execute format('grant connect on database %I to app', current_database());

  -- Values that people typed stay out of the server's log: no parameters, no "Key (nhs_number)=(…)" details, no lines
  -- of a failed COPY. Only a superuser may set this; where a hosting provider keeps that to itself, set it there.
  begin
    foreach name in array array['owner', 'app'] loop
      execute format('alter role %I set log_parameter_max_length = 0', name);
      execute format('alter role %I set log_parameter_max_length_on_error = 0', name);
      execute format('alter role %I set log_error_verbosity = terse', name);
    end loop;
  exception when insufficient_privilege then
    raise notice 'Set log_parameter_max_length = 0 and log_error_verbosity = terse for this server yourself.';
  end;
end
$$;

alter schema public owner to owner;
revoke all on schema public from public, app;
grant usage on schema public to app;

-- A new function may be called by everybody unless this is said. A migration grants app what it is to call; triggers
-- need no grant.
alter default privileges for role owner revoke execute on functions from public;

-- Names without a schema are looked up here and nowhere else, so nobody can put a table of the same name in front.
alter role owner set search_path = public, pg_temp;
alter role app set search_path = public, pg_temp;

-- A page that takes longer than this is better refused than waited for: a stuck request must not hold a lock or a
-- connection that others need. Long work, such as an import, sets its own limits for its own transaction.
alter role app set statement_timeout = '5s';
alter role app set lock_timeout = '2s';
alter role app set idle_in_transaction_session_timeout = '10s';
alter role app set transaction_timeout = '15s';

-- A migration that waits for a lock makes everybody behind it wait too; it gives up soon and is tried again.
alter role owner set lock_timeout = '3s';
