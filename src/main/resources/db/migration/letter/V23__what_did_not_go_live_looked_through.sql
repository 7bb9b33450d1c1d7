alter table letter.message validate constraint message_kind_known;
