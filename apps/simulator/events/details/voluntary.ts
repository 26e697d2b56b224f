import { type EventKind } from '../event-kinds.js';
import { type DetailMaker } from './detail-maker.js';

type Voluntary = Extract<EventKind, `voluntary.${string}`>;

export const VOLUNTARY_DETAILS: Readonly<Record<Voluntary, DetailMaker>> = {
  'voluntary.engaged': ({ dice, date }) => ({
    service: 'YOUNG_CARERS',
    referredDate: date(-dice.whole(7, 21)),
    startDate: date(0),
  }),
};
