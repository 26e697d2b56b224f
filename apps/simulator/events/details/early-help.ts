import { movedBy } from '../../chance/calendar.js';
import { type Dice } from '../../chance/dice.js';
import { MEN, SURNAMES, WOMEN } from '../../population/names.js';
import { type EventKind } from '../event-kinds.js';
import { type DetailContext, type DetailMaker } from './detail-maker.js';

type EarlyHelp = Extract<EventKind, `early-help.${string}`>;

const workerName = (dice: Dice) => `${dice.pick(dice.chance(0.7) ? WOMEN : MEN)} ${dice.pick(SURNAMES)}`;

const handover =
  (reason: string, levels: readonly [number, number]) =>
  ({ dice }: DetailContext) => ({
    reason,
    levelBefore: levels[0],
    levelAfter: levels[1],
    receivingLead: workerName(dice),
    familyView: dice.pick(['Family agrees with the handover.', 'Parents worried, but willing.'] as const),
  });

function closing({ dice }: DetailContext) {
  const levelBefore = dice.whole(3, 4);
  const better = dice.chance(0.75);
  return {
    closureCode: better
      ? dice.pick(['OUTCOMES_MET', 'OUTCOMES_MET', 'PARTLY_MET', 'SINGLE_AGENCY'] as const)
      : dice.pick(['DISENGAGED', 'MOVED', 'OTHER'] as const),
    levelBefore,
    levelAfter: better ? dice.whole(1, levelBefore - 1) : levelBefore,
  };
}

export const EARLY_HELP_DETAILS: Readonly<Record<EarlyHelp, DetailMaker>> = {
  'early-help.request-received': ({ dice }) => ({
    source: dice.pick(['2A', '3B', '4', '1A', '5A'] as const),
    needs: [
      dice.pick(['HOUSING', 'MONEY', 'MENTAL_HEALTH'] as const),
      dice.pick(['PARENTING', 'ATTENDANCE', 'RELATIONSHIPS'] as const),
    ],
    level: dice.whole(2, 4),
  }),
  'early-help.assessment-started': ({ dice }) => ({
    kind: dice.pick(['CAF', 'EHA'] as const),
    level: dice.whole(3, 4),
  }),
  'early-help.assessment-closed': closing,
  'early-help.stepped-up': handover('Early help was not enough; worries have grown', [4, 5]),
  'early-help.stepped-down': handover('Safer now; help goes on at home', [5, 4]),
  'early-help.taf-held': ({ dice, time }) => ({
    attendees: [
      'family',
      'early-help',
      ...(dice.chance(0.8) ? ['school'] : []),
      ...(dice.chance(0.5) ? ['health'] : []),
    ],
    nextDate: movedBy(time.slice(0, 10), dice.whole(42, 56)),
  }),
  'early-help.lead-professional-assigned': ({ dice, date }) => ({
    name: workerName(dice),
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
    outcome: dice.pick(['SEEN', 'SEEN', 'SEEN', 'NOT_IN'] as const),
  }),
};
