-- Up Migration
CREATE TABLE projections.overtaken (
  topic text NOT NULL,
  partition_no integer NOT NULL,
  up_to bigint NOT NULL,
  agency text NOT NULL,
  events bigint,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (topic, partition_no, up_to)
);
COMMENT ON TABLE projections.overtaken IS 'What the feed let go of before intake had taken it, for the operations screen. Nothing is resumed from it.';
COMMENT ON COLUMN projections.overtaken.events IS 'Null where a process ended before it told, and the number was lost with it.';

-- Down Migration
DROP TABLE projections.overtaken;
