-- Up Migration
create table intake.taken (
  topic text not null,
  partition_no integer not null,
  next_offset bigint not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (topic, partition_no)
);
comment on table intake.taken is 'How far intake is on Kafka. Only what the brokers let go of is noticed by it: intake resumes from what its group committed.';

-- Down Migration
drop table intake.taken;
