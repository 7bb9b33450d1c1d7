alter table person.relation
    validate constraint relation_recorded_by_a_practice,
    validate constraint relation_practice_shape,
    validate constraint relation_ended_by_somebody,
    validate constraint relation_end_known;
