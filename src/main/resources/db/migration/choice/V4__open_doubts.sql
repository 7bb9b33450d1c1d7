create table choice.doubt_open (
    doubt uuid not null constraint doubt_open_pk primary key,
    subject uuid not null,
    practice text,
    constraint doubt_open_of foreign key (doubt) references choice.doubt
);
comment on table choice.doubt_open is 'Read model of the doubts that wait: where the person is registered now, so that a practice counts its own and not everybody''s';
create index doubt_open_at on choice.doubt_open (practice);
create index doubt_open_by_subject on choice.doubt_open (subject);

insert into choice.doubt_open (doubt, subject, practice)
select d.id, d.subject, p.practice
from choice.doubt d left join person.published_person p on p.id = d.subject
where not exists (select from choice.doubt_settled s where s.doubt = d.id);

grant select, insert, update (practice), delete on choice.doubt_open to app;
