-- Practice staff look for people by name and date of birth. The day narrows it down; names are compared after that.
create index person_by_birth on person.person (date_of_birth);
