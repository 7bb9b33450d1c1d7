-- What a person's own page reads: who they are, what stands, what was decided, who looked.
\set i random(1, :savers)
select subject from bench.saver where n = :i \gset
begin read only;
select * from person.published_person where id = :subject::uuid;
select * from choice.choice_current where subject = :subject::uuid;
select * from choice.choice_event where subject = :subject::uuid order by recorded_at desc;
select e.* from audit.entry_subject s join audit.entry e on e.id = s.entry where s.subject = :subject::uuid order by e.at desc limit 50;
end;
