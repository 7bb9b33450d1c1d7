alter table publication.draft validate constraint draft_approval_whole;
alter table publication.draft validate constraint draft_approved_when_submitted;
