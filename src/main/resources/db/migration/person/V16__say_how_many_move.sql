-- Before a file is loaded it is said for how many people it voids what was posted to their old address.
alter table person.register_upload
    add column mover_count int;
comment on column person.register_upload.mover_count is 'changed people whose letters go to another door from then on; those who join are not in it, because nobody is told before who is registered elsewhere';
grant update (mover_count) on person.register_upload to app;
