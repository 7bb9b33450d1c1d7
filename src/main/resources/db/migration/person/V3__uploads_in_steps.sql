-- An upload is received, checked by a job, shown, and only then loaded by another.
alter table person.register_upload
    add column state text not null default 'WAITING',
    add column attempt int not null default 0,
    add column asked_by uuid,
    add column whole boolean not null default false,
    add column size_bytes bigint,
    add column rows_read int not null default 0,
    add column unreadable_count int,
    add column here_count int,
    add column same_count int,
    add column left_count int,
    add column fault text,
    add column fault_line bigint,
    add column fault_column text,
    add constraint register_upload_state_known
        check (state in ('WAITING', 'CHECKED', 'CONFIRMED', 'LOADED', 'REFUSED', 'FAILED', 'DROPPED')),
    add constraint register_upload_loaded_once check ((state = 'LOADED') = (loaded_at is not null)) not valid;
update person.register_upload set state = case when loaded_at is null then 'DROPPED' else 'LOADED' end;
alter table person.register_upload validate constraint register_upload_loaded_once;
create unique index register_upload_one_at_a_time on person.register_upload (practice)
    where asked_by is not null and state in ('WAITING', 'CHECKED', 'CONFIRMED');
create index register_upload_by_practice on person.register_upload (practice, uploaded_at desc);
comment on column person.register_upload.state is 'WAITING for the check, CHECKED and shown, CONFIRMED by whoever saw it, LOADED; or REFUSED as a whole, FAILED with nothing changed, DROPPED';
comment on column person.register_upload.attempt is 'which try of the check this is: one that was thought dead and wakes up finds that it is not its turn any more';
comment on column person.register_upload.asked_by is 'the account that sent the file; null for the demo''s own files';
comment on column person.register_upload.whole is 'the file names everybody registered there, so that whoever is missing has left';
comment on column person.register_upload.added_count is 'until it is loaded: how many it would add; so for changed, moved, same and left';
comment on column person.register_upload.unreadable_count is 'refused rows of which not even the NHS number can be read: while there is one, nobody counts as missing';
comment on column person.register_upload.here_count is 'people registered there when the file was checked';
comment on column person.register_upload.fault is 'why a file was refused or its load did not finish: key of the sentence shown';
comment on column person.register_row.problems is 'column:REASON pairs, commas between; null for a good row. A bad row keeps its NHS number, if that is readable, and no other value';

grant update (state, attempt, rows_read, unreadable_count, here_count, same_count, left_count, fault, fault_line, fault_column)
    on person.register_upload to app;
grant delete on person.register_problem to app;
