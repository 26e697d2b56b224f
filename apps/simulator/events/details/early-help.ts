import { movedBy } from '../../chance/calendar.js';
import { MEN, SURNAMES, WOMEN } from '../../population/names.js';
import { type EventKind } from '../event-kinds.js';
import { type DetailMaker } from '../usual-details.js';

type EarlyHelp = Extract<EventKind, `early-help.${string}`>;

export const EARLY_HELP_DETAILS: Readonly<Record<EarlyHelp, DetailMaker>> = {
  'early-help.request-received': ({ dice }) => ({
    source: dice.pick(['2A', '3B', '4', '1A', '5A'] as const),
    needs: [dice.pick(['HOUSING', 'MONEY', 'PARENTING', 'ATTENDANCE', 'MENTAL_HEALTH'] as const)],
    level: dice.whole(2, 4),
  }),
  'early-help.assessment-started': ({ dice }) => ({ kind: dice.pick(['CAF', 'EHA'] as const) }),
  'early-help.assessment-closed': ({ dice }) => ({
    closureCode: dice.pick([
      'OUTCOMES_MET',
      'OUTCOMES_MET',
      'PARTLY_MET',
      'DISENGAGED',
      'SINGLE_AGENCY',
    ] as const),
    levelBefore: dice.whole(3, 4),
    levelAfter: dice.whole(1, 3),
  }),
  'early-help.taf-held': ({ time }) => ({
    attendees: ['early-help', 'school', 'health'],
    nextDate: movedBy(time.slice(0, 10), 42),
  }),
  'early-help.lead-professional-assigned': ({ dice, date }) => ({
    name: `${dice.pick(dice.chance(0.7) ? WOMEN : MEN)} ${dice.pick(SURNAMES)}`,
    role: dice.pick(['Family worker', 'Health visitor', 'Pastoral lead', 'Youth worker'] as const),
    assignedDate: date(0),
  }),
  'early-help.centre-attended': ({ dice }) => ({
    centre: dice.pick([
      'Eastmere children’s centre',
      'Northbridge family hub',
      'Saltholm family hub',
    ] as const),
    programme: dice.pick(['Stay and play', 'Baby massage', 'Parents’ group', 'Money advice'] as const),
  }),
  'early-help.youth-visit': ({ dice }) => ({
    place: dice.pick(['HOME', 'SCHOOL', 'COMMUNITY'] as const),
    outcome: dice.pick(['SEEN', 'SEEN', 'NOT_IN'] as const),
  }),
};
