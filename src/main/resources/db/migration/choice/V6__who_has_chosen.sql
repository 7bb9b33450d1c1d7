-- What other modules may read by SQL: that somebody has chosen, never what.
create view choice.published_chooser as
    select distinct subject as person from choice.choice_current where decision is not null;
comment on view choice.published_chooser is 'People for whom a choice is recorded now; not which one';
grant select on choice.published_chooser to app;
