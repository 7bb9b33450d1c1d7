-- small: what a portal publishes is a few hundred rows in all its life
alter table publication.draft add column held_for text[];
comment on column publication.draft.held_for is 'keys of the checks that did not pass at its time, with their argument after a space; null unless held is CHECKS, and for what was held before this was kept';
