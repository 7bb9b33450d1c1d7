-- Whoever chose at a practice that they left is asked again where they are now, and needs a letter there.
create or replace view choice.published_chooser as
    select subject as person, practice from choice.choice_current where type = 'TYPE_1' and decision is not null;
comment on view choice.published_chooser is 'People for whom a choice about their GP record is recorded now, and where it counts; not which one';
