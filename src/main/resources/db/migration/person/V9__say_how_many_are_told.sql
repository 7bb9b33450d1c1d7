-- Before a file is loaded it is said how many people it makes us write to, because their address or e-mail address changes.
alter table person.register_upload
    add column letter_count int,
    add column email_count int;
comment on column person.register_upload.letter_count is 'letters to changed people who are reached another way from then on; those who join are not in it, because nobody is told before who is registered elsewhere';
comment on column person.register_upload.email_count is 'the same, to the e-mail address that is replaced';
comment on column person.register_row.was_email is 'e-mail address until now, if that changes; empty where there was none, and the postal address stays';
comment on column person.register_row.was_address is 'postal address until now, if they move house; hidden ones only of those who come from elsewhere or nowhere';
grant update (letter_count, email_count) on person.register_upload to app;
