-- Whose post goes to another door once a register is loaded: what was on its way to the old one is called back.
alter table person.register_row
    add column other_door boolean not null default false;
comment on column person.register_row.other_door is 'true for somebody known whose letters go to another place from then on, whether anybody is told there or not';
