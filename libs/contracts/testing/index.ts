export { hubSchemaFaults, type HubSchema } from './hub-schemas.js';
export { isMoment } from '../validation/time-formats.js';
export { closed } from './closed.js';
export {
  describedOnKafka,
  type DescribedChannel,
  type DescribedOnKafka,
  type SeenMessage,
} from './described-on-kafka.js';
