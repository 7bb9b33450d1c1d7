-- small: what a portal publishes is a few hundred rows in all its life
alter table publication.draft add column held text;
alter table publication.draft add constraint draft_held_known check (held in ('CHECKS', 'APPROVER', 'ALONE')) not valid;
comment on column publication.draft.held is 'why it did not go live when its time came; null if it was never held back, and as soon as anything changes';

-- Words that somebody typed outlive the item on whose page they were typed: they may make it again
alter table publication.typing drop constraint typing_of;
comment on column publication.typing.item is 'may be gone: an item that was never live ends with its draft';
