import { runBuilt } from './run-built.mjs';

/**
 * For glibc, which otherwise keeps an arena of freed memory for each thread and gives little of it back: together 80 MB
 * for a hub that has just loaded the county. Other C libraries take no notice.
 */
const GIVE_BACK_MEMORY = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' };

/**
 * `npm start` and `npm run start:services`: packages, build and hub, each only as far as needed. Arguments go to the hub.
 * Without source maps, which take 50 MB; the compiled files keep the names of their sources.
 */
const [first, ...rest] = process.argv.slice(2);
const apart = first === 'services';
const program = apart ? 'apps/hub/cli/services.js' : 'apps/hub/cli/main.js';
runBuilt(program, apart ? rest : process.argv.slice(2), { flags: [], env: GIVE_BACK_MEMORY });
