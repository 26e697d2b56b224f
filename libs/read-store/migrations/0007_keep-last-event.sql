-- Up Migration
ALTER TABLE projections.state ADD COLUMN last_event uuid, ADD COLUMN last_event_at bigint;
COMMENT ON COLUMN projections.state.last_event IS 'Id of the last event that was applied live, by which a store is known that holds another one there.';
COMMENT ON COLUMN projections.state.last_event_at IS 'Its position. Where it is not the position of the view, a program that keeps no ids went on since, and the id says nothing.';

-- Down Migration
ALTER TABLE projections.state DROP COLUMN last_event, DROP COLUMN last_event_at;
