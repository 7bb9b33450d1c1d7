-- People get their id when they come into the register, from the database. A node of the release before this one still
-- writes one here while both run; the release after this one may drop the column.
comment on column person.register_row.person is 'not used any more';
