import { runBuilt } from './run-built.mjs';

/**
 * For glibc, which otherwise keeps an arena of freed memory for each thread and gives little of it back: together 80 MB
 * for a hub that has just loaded the county. Other C libraries take no notice.
 */
const GIVE_BACK_MEMORY = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' };

/**
 * `npm start`: packages, build and hub, each only as far as needed. Arguments go to the hub. Without source maps, which
 * take 50 MB; the compiled files keep the names of their sources.
 */
runBuilt('apps/hub/cli/main.js', process.argv.slice(2), { flags: [], env: GIVE_BACK_MEMORY });
