-- Up Migration
CREATE TABLE projections.put_backs (
  id uuid PRIMARY KEY,
  agency text NOT NULL,
  code text NOT NULL,
  asked_by text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  total integer,
  report jsonb NOT NULL,
  fault text,
  asked_at timestamptz NOT NULL,
  told_at timestamptz NOT NULL
);
CREATE INDEX put_backs_of_agency ON projections.put_backs (agency, asked_at DESC);
COMMENT ON TABLE projections.put_backs IS 'What publishers asked to have put back, and how far that is, for whoever asked. Nothing is resumed from it.';
COMMENT ON COLUMN projections.put_backs.told_at IS 'A running one that has told nothing for long was killed.';

-- Down Migration
DROP TABLE projections.put_backs;
