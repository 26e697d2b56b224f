import { runProgram } from './run-program.js';
import { readServicesArguments, SERVICES_USAGE } from './services-arguments.js';

await runProgram({
  usage: SERVICES_USAGE,
  read: readServicesArguments,
  start: async (options, { counts }) =>
    (await import('../services/start-services.js')).startServices({ ...options, counts }),
});
