import { readArguments, USAGE } from './arguments.js';
import { runProgram } from './run-program.js';

await runProgram({
  usage: USAGE,
  read: readArguments,
  // Loaded only now: help and wrong arguments are answered without the engines' many modules.
  start: async (options) => (await import('../start-hub.js')).startHub(options),
});
