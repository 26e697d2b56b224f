import type { AgencyDirectory } from '#access';
import type { EmergencyFault, EmergencyVerdict } from '#governance';
import type { EmergencyRow } from '../../application/emergency/view-emergencies.query.js';
import type { EmergencyPage } from '../../application/emergency/view-emergency.query.js';
import { momentWords } from '../../frame/dates.js';
import { PURPOSE_WORDS } from '../../frame/words.js';
import type { Tag } from '../tags.js';
import { emergencyErrors, LIMBS } from './emergency-form.js';

const OPEN: Tag = { text: 'To review', classes: 'govuk-tag--red' };
const VERDICT_TAGS: Readonly<Record<EmergencyVerdict, Tag>> = {
  JUSTIFIED: { text: 'Justified', classes: 'govuk-tag--green' },
  NOT_JUSTIFIED: { text: 'Not justified', classes: 'govuk-tag--orange' },
};
const tagOf = (verdict: EmergencyVerdict | undefined): Tag =>
  verdict === undefined ? OPEN : VERDICT_TAGS[verdict];

export function emergenciesPage(listed: readonly EmergencyRow[], now: Date, { agencies }: AgencyDirectory) {
  const open = listed.filter(({ verdict }) => verdict === undefined).length;
  return {
    title: 'Emergency views',
    asAt: momentWords(now),
    alert:
      open === 0
        ? undefined
        : `${open} emergency ${open === 1 ? 'view waits' : 'views wait'} for review by your agency.`,
    rows: listed.map(({ glass, reference, role, viewerAgency, at, verdict }) => ({
      ...{ href: `/emergency/${glass}`, reference, at: momentWords(at), tag: tagOf(verdict) },
      who: `${role}, ${agencies.find(({ id }) => id === viewerAgency)?.name ?? viewerAgency}`,
    })),
  };
}

export interface TypedVerdict {
  readonly verdict: string | undefined;
  readonly reason: string;
}

export function emergencyPage(
  page: EmergencyPage,
  typed: TypedVerdict,
  faults: readonly EmergencyFault[],
  { agencies }: AgencyDirectory,
) {
  const { broken, reference, review, verdict, mayReview } = page;
  const errors = emergencyErrors(faults);
  const nameOf = (id: string) => agencies.find((agency) => agency.id === id)?.name ?? id;
  return {
    title: 'Emergency view',
    section: `Family ${reference}`,
    ...{ failed: errors.length > 0, errors, typed, mayReview, tag: tagOf(review?.verdict) },
    faults: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), { text }])),
    action: `/emergency/${broken.glass}`,
    rows: rows(recordOf(page, nameOf)),
    review: review
      ? rows([
          ['Reviewed by', `${verdict?.name ?? '[erased]'}, ${review.by.role}`],
          ['Reviewed', momentWords(new Date(review.at))],
          ['Why', verdict?.reason ?? '[erased]'],
        ])
      : undefined,
  };
}

type Pair = readonly [key: string, value: string];

function recordOf(
  { broken, reference, words }: EmergencyPage,
  nameOf: (id: string) => string,
): readonly Pair[] {
  const { by, purpose, at, until, limb } = broken;
  const judge = words?.judgedBy;
  return [
    ['Family', reference],
    ['Opened by', `${words?.name ?? '[erased]'}, ${by.role}, ${nameOf(by.agency)}`],
    ['Open', `${momentWords(new Date(at))} to ${momentWords(new Date(until))}`],
    ['Purpose', `${PURPOSE_WORDS[purpose]}, ${broken.reference}`],
    ['Danger', words?.danger ?? '[erased]'],
    ['Judged by', judge ? `${judge.name}, ${judge.role}, ${judge.organisation}` : '[erased]'],
    ['Why nobody was asked', LIMBS.find(({ value }) => value === limb)?.text ?? limb],
    ['Needed', words?.need ?? '[erased]'],
    ['Call', words?.phone ?? '[erased]'],
  ];
}

const rows = (pairs: readonly Pair[]) =>
  pairs.map(([key, value]) => ({ key: { text: key }, value: { text: value } }));
