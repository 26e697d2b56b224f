import { runBuilt } from './run-built.mjs';

/** `npm start`: packages, build and hub, each only as far as needed. Arguments go to the hub. */
runBuilt('apps/hub/cli/main.js', process.argv.slice(2));
