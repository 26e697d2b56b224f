import { unavailable } from '#platform';

export const rebuildStopped = () => unavailable('PROJECTION.REBUILD_STOPPED', 'The rebuild was stopped');
