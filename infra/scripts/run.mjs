import { runBuilt } from './run-built.mjs';

/** `node infra/scripts/run.mjs apps/projector/cli/rebuild.js --all`: a tool of the project, built first where needed. */
const [program, ...args] = process.argv.slice(2);
runBuilt(program, args);
