-- Up Migration
create table feed.topics (
  topic text not null,
  partition_no integer not null,
  agency text not null,
  next_offset bigint not null,
  primary key (topic, partition_no)
);

create table feed.messages (
  topic text not null,
  partition_no integer not null,
  offset_no bigint not null,
  agency text not null,
  message_key text not null,
  source_event_id text,
  headers jsonb not null,
  value bytea not null,
  appended_at timestamptz not null,
  primary key (topic, partition_no, offset_no)
);

create index messages_by_source_event on feed.messages (agency, source_event_id)
  where source_event_id is not null;

create table feed.offsets (
  group_name text not null,
  topic text not null,
  partition_no integer not null,
  committed bigint not null,
  primary key (group_name, topic, partition_no)
);

-- The lock is held to the end of the transaction, so offsets become visible in the order they were given out
-- and no reader can pass one that is still in flight in another process.
create function feed.append(
  p_agencies text[], p_topics text[], p_keys text[], p_event_ids text[], p_headers text[], p_values bytea[]
) returns table (offset_no bigint) language plpgsql as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock(hashtextextended('throughline:feed:append', 0));
  return query
  with incoming as (
    select * from unnest(p_agencies, p_topics, p_keys, p_event_ids, p_headers, p_values)
      with ordinality as i(agency, topic, message_key, source_event_id, headers, value, ord)
  ), counted as (
    select topic, min(agency) as agency, count(*) as added from incoming group by topic
  ), moved as (
    insert into feed.topics as head (topic, partition_no, agency, next_offset)
    select topic, 0, agency, added from counted order by topic
    on conflict (topic, partition_no) do update set next_offset = head.next_offset + excluded.next_offset
    returning head.topic, head.next_offset
  ), numbered as (
    select i.*, m.next_offset - c.added - 1 + row_number() over (partition by i.topic order by i.ord) as taken
    from incoming i join moved m on m.topic = i.topic join counted c on c.topic = i.topic
  ), stored as (
    insert into feed.messages (topic, partition_no, offset_no, agency, message_key, source_event_id, headers,
                               value, appended_at)
    select topic, 0, taken, agency, message_key, source_event_id, headers::jsonb, value, clock_timestamp()
    from numbered
  )
  select taken from numbered order by ord;
  perform pg_notify('throughline_feed', '');
end
$$;

-- Down Migration
drop function feed.append(text[], text[], text[], text[], text[], bytea[]);
drop table feed.offsets;
drop table feed.messages;
drop table feed.topics;
