-- Each look at a practice's list asks whether another practice has taken people over since its lead last read the activity.
create index entry_of_losses on audit.entry (practice, at)
    where action in ('REGISTRATION_MOVED_AWAY', 'CHOICE_LEFT_UNENTERED', 'ACTIVITY_VIEWED');
