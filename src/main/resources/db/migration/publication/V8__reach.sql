-- small: some dozen versions, four ways, a row a day
create table publication.reach (
    item text not null,
    n int not null,
    how text not null,
    day date not null,
    times bigint not null,
    constraint reach_pk primary key (item, n, how, day),
    constraint reach_of foreign key (item, n) references publication.version,
    constraint reach_how_known check (how in ('VIEWED', 'PLAYED', 'DOWNLOADED', 'PRINTED')),
    constraint reach_counted check (times > 0)
);
comment on table publication.reach is 'How often each version reached somebody on each day in the United Kingdom: counted, without anything about whom';
comment on column publication.reach.how is 'VIEWED: its page was shown; PLAYED: its film was watched to the end; DOWNLOADED: it was fetched to keep; PRINTED: a poster was made of it';
grant select, insert, update on publication.reach to app;
