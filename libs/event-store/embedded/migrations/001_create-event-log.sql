-- Up Migration
CREATE TABLE eventstore.streams (
  id bigint PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE eventstore.events (
  position bigint PRIMARY KEY,
  stream_id bigint NOT NULL,
  revision bigint NOT NULL,
  id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  is_json boolean NOT NULL,
  data bytea NOT NULL,
  metadata bytea NOT NULL,
  created_ms bigint NOT NULL,
  UNIQUE (stream_id, revision)
);

CREATE INDEX events_id ON eventstore.events (id);

COMMENT ON COLUMN eventstore.events.position IS 'Place in $all: 1, 2, 3 and so on without gaps, assigned in commit order by the one writer';
COMMENT ON COLUMN eventstore.events.stream_id IS 'A row of streams; no foreign key, because the one writer inserts both in the same statement';
COMMENT ON COLUMN eventstore.events.id IS 'Given by the client; may occur again, in other streams or later in the same one';
COMMENT ON COLUMN eventstore.events.revision IS 'Place in the stream from 0; 9223372036854775807 marks a tombstone';
COMMENT ON COLUMN eventstore.events.created_ms IS 'Milliseconds since 1970-01-01 UTC by the clock of the server';

-- Down Migration
DROP TABLE eventstore.events;
DROP TABLE eventstore.streams;
