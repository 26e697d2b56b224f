-- Up Migration
CREATE TABLE vault.keys (
  key_id text PRIMARY KEY,
  record_id uuid NOT NULL,
  class char(1) NOT NULL CHECK (class IN ('P', 'H', 'S', 'C', 'R')),
  wrapped bytea,
  created_at timestamptz NOT NULL DEFAULT now(),
  destroyed_at timestamptz,
  CONSTRAINT destroyed_is_empty CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE INDEX keys_record ON vault.keys (record_id);

COMMENT ON TABLE vault.keys IS
  'Data keys, wrapped. A row without a wrapped key is a tombstone: that class of the record is erased for good.';

-- Down Migration
DROP TABLE vault.keys;
