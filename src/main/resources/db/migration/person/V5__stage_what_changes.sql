-- What a load finds out about people whom it changes or moves, before it does: so that the register is compared with the file
-- once, and whoever was reached another way until now can be told there.
alter table person.register_row
    add column known uuid,
    add column details text,
    add column was_name text,
    add column was_email text,
    add column was_address text,
    add column was_format text;
comment on column person.register_row.known is 'who in the register has that number, once it is being loaded; null where nothing happens to them';
comment on column person.register_row.details is 'which of their details become others, such as name, address; empty for none';
comment on column person.register_row.was_email is 'where they were reached until now, if that changes; so for was_address, but never where the address is to be hidden';
comment on column person.register_upload.added_count is 'until it is loaded: how many would join the practice, whether the register knows them or not; then how many were new to it';
comment on column person.register_upload.changed_count is 'people registered there before whose name or contact details change';
comment on column person.register_upload.moved_count is '0 until it is loaded, because nobody is told before who is registered elsewhere; then how many came from another practice or none';
