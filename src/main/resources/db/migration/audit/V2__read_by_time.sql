-- Auditors read all entries, the newest first, and how many people each was about.
create index entry_by_time on audit.entry (at desc, id desc);
create index entry_subject_by_entry on audit.entry_subject (entry);
