-- Up Migration
create table intake.taken (
  topic text not null,
  partition_no integer not null,
  next_offset bigint not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (topic, partition_no)
);
comment on table intake.taken is 'How far intake is on Kafka, beside what its group has committed there: the earlier of the two counts.';

-- Down Migration
drop table intake.taken;
