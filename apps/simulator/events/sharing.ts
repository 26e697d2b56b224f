import { type Judgement, type SharingBlock, type StatedSharing } from '#contracts';
import { movedBy } from '../chance/calendar.js';
import { type Dice } from '../chance/dice.js';
import { type Footing } from '../courses/course.js';
import { AGENCIES, type AgencyKey } from '../population/agencies.js';
import { SURNAMES, WOMEN } from '../population/names.js';

const EXISTENCE_TOLD = 0.8;

export interface SharingRequest {
  readonly agency: AgencyKey;
  readonly footing: Footing;
  /** The sender's reference of the agreement it relies on, where the family gave one by then. */
  readonly agreement?: string;
  readonly recordedAt: string;
  readonly guarded: boolean;
  /** In the named families whatever may be told of is told of. */
  readonly toldForSure: boolean;
}

/** What the sender says about why it may share. */
export function sharingBlock(request: SharingRequest, dice: Dice): StatedSharing {
  const told = {
    existenceMayBeTold: !request.guarded && (request.toldForSure || dice.chance(EXISTENCE_TOLD)),
  };
  const purpose = purposeOf(request.agency);
  const agreed = request.agreement === undefined ? {} : { agreement: request.agreement };
  switch (request.footing) {
    case 'harm':
      return {
        purpose,
        authority: 'CA1989_S47',
        basisOffered: 'D3',
        task: 'CA2004_S11',
        ...agreed,
        ...judged(request, 'SIGNIFICANT_HARM', dice),
        ...told,
      };
    case 'danger':
      return {
        purpose,
        authority: 'CA2004_S11',
        basisOffered: 'D2',
        task: 'CA2004_S11',
        ...agreed,
        ...judged(request, 'IMMEDIATE_DANGER', dice),
        ...told,
      };
    case 'duty':
      return {
        purpose,
        authority: 'CA2004_S16LA',
        basisOffered: 'D4',
        ...agreed,
        ...judged(request, 'RELEVANT_AND_MAY_HELP', dice),
        judgements: [judged(request, 'DUTY_CONFIRMED', dice).judgement],
        ...told,
      };
    case 'order':
      return {
        purpose,
        authority: 'Order of the Family Court',
        basisOffered: 'D1',
        ...agreed,
        orders: [orderOf(request, dice)],
        ...told,
      };
    case 'agreement':
      return { purpose, authority: 'CA2004_S10', task: taskOf(request.agency), ...offered(request), ...told };
    case 'interest':
      return {
        purpose,
        authority: 'Safeguarding, as a recognised legitimate interest',
        basisOffered: 'D7',
        ...agreed,
        publicInterest: dice.pick(INTERESTS),
        ...told,
      };
    case 'nothing':
      return { purpose, authority: 'CA2004_S10', ...told };
  }
}

function purposeOf(agency: AgencyKey): SharingBlock['purpose'] {
  switch (agency) {
    case 'earlyHelp':
      return 'TAF';
    case 'socialCare':
      return 'CASEWORK';
    case 'hospital':
    case 'community':
    case 'police':
    case 'ashgrove':
    case 'beechLane':
    case 'cedarPark':
    case 'youngCarers':
      return 'SCREENING';
  }
}

const taskOf = (agency: AgencyKey) => (agency === 'socialCare' ? 'CA1989_S17' : 'CA2004_S10');

/** Nobody offers a basis that the family has not given yet. */
function offered({ agency, agreement }: SharingRequest): Pick<SharingBlock, 'basisOffered' | 'agreement'> {
  if (agreement === undefined) return {};
  return { basisOffered: agency === 'socialCare' || agency === 'police' ? 'D5' : 'D6', agreement };
}

const ROLES: Readonly<Record<AgencyKey, string>> = {
  hospital: 'Named nurse for safeguarding',
  community: 'Health visitor team leader',
  police: 'Detective sergeant, child abuse investigation',
  ashgrove: 'Designated safeguarding lead',
  beechLane: 'Designated safeguarding lead',
  cedarPark: 'Designated safeguarding lead',
  socialCare: 'Team manager, qualified social worker',
  earlyHelp: 'Early help manager',
  youngCarers: 'Safeguarding lead',
};
const INTERESTS = [
  'Whoever looks into the contact must know that the child cares for somebody at home, and that help has begun.',
  'The child has nobody else who would tell; those who keep children safe can act on it only if they know.',
] as const;
const HARM_REASONS = [
  'Injury not explained by the account given, and a younger child in the same home.',
  'Repeated violence in the home with the child present.',
  'Basic care not met over months despite help offered.',
  'Child describes being hurt; account consistent on two days.',
] as const;
const DANGER_REASONS = [
  'Child at immediate risk of serious self-injury.',
  'Credible threat to life made against a parent with the child present.',
] as const;
const REASONS = {
  SIGNIFICANT_HARM: HARM_REASONS,
  IMMEDIATE_DANGER: DANGER_REASONS,
  RELEVANT_AND_MAY_HELP: ['Bears on the worry that is being looked into, and on what help would fit.'],
  DUTY_CONFIRMED: ['Looked at with the practitioner; telling does no harm that silence would not.'],
} as const satisfies Partial<Record<Judgement['kind'], readonly string[]>>;

/** A judgement is a person's, named; it lasts 28 days at most. */
function judged(request: SharingRequest, kind: keyof typeof REASONS, dice: Dice) {
  const { agency, recordedAt } = request;
  const judgement: Judgement = {
    kind,
    name: `${dice.pick(WOMEN)} ${dice.pick(SURNAMES)}`,
    role: ROLES[agency],
    organisation: AGENCIES[agency].name,
    reason: dice.pick<string>(REASONS[kind]),
    madeAt: recordedAt,
    reviewBy: movedBy(recordedAt.slice(0, 10), dice.whole(21, 27)) + recordedAt.slice(10),
    limb: dice.pick(['CANNOT_OBTAIN', 'WOULD_PREJUDICE', 'CANNOT_GIVE'] as const),
  };
  return { judgement };
}

/** For half a year from the day it was written down; an invented number of an invented court. */
function orderOf({ recordedAt }: SharingRequest, dice: Dice) {
  const from = recordedAt.slice(0, 10);
  const reference = `NB${from.slice(2, 4)}C${String(dice.whole(1, 99_999)).padStart(5, '0')}`;
  const court = 'Family Court at Northbridge';
  return {
    ...{ kind: 'COURT_ORDER' as const, effect: 'COMPELS' as const, reference, court },
    ...{ from, until: movedBy(from, 182) },
  };
}
