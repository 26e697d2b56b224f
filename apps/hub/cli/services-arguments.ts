import { understood, wholeNumber } from '#platform/arguments';
import type { Counts } from '../services/plan.js';
import { OPTIONS, readValues, type Arguments } from './arguments.js';

export interface ServicesArguments extends Arguments {
  readonly counts: Counts;
}

export const SERVICES_USAGE = `Throughline as services apart: gateway, intake, projector and workbench, each a process of its own.

  npm run start:services                      start; the first time, load the demonstration county
  npm run start:services -- --intakes 2       several of one kind; they share the work
  npm run start:services -- --projectors 2    of several, one runs each view and another takes over from it
  npm run start:services -- --workbenches 2
  npm run start:services -- --no-demo         start without loading the county
  npm run start:services -- --port 8000       people's port (default 3000): the sign-in's is the next, partner
                                              systems' the third, the others follow; 0 takes free ones
  npm run start:services -- --data FOLDER     as of npm start, and so --families and --seed
  npm run start:services -- --help            this text

Engines that no setting names are embedded in this process: see .env.example. With KAFKA_BROKERS set the feed is in
Kafka: npm run kafka:start starts a broker on this machine, npm run kafka:topics makes the topics.
A service that ends unasked is started again. Each may run alone: node dist/apps/intake/main.js --help
`;

const COUNTS = {
  intakes: { type: 'string' },
  projectors: { type: 'string' },
  workbenches: { type: 'string' },
} as const;

/** Throws `PROGRAM.ARGUMENT` with one sentence. */
export function readServicesArguments(given: readonly string[]): ServicesArguments {
  const { values } = understood(given, { options: { ...OPTIONS, ...COUNTS } });
  const few = (name: keyof typeof COUNTS) => wholeNumber(`--${name}`, values[name] ?? '1', { to: 9 });
  return {
    ...readValues(values),
    counts: { intake: few('intakes'), projector: few('projectors'), workbench: few('workbenches') },
  };
}
