alter table publication.draft validate constraint draft_held_known;
