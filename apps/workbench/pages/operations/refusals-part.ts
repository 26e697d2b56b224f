import { findReason, reasonOf } from '#contracts';
import type { DayCount } from '#journey';
import { dateWords } from '../../frame/dates.js';
import { notKnown, type Alert } from '../../operations/alert.js';
import type { Overview } from '../../operations/operations-reads.js';
import { numberWords } from '../../operations/spans.js';
import type { NameOf } from './parked-part.js';

export function refusalsPart({ refused }: Pick<Overview, 'refused'>) {
  return {
    faults: refused.known ? [] : [notKnown('What was rejected is', refused.why)],
    rows: (refused.known ? refused.value : []).map(({ code, week, month, agencies }) => ({
      ...{
        code,
        href: `/ops/rejects/${code}`,
        title: reasonOf(code).sentence,
        remedy: reasonOf(code).remedy,
      },
      ...{ week: numberWords(week), month: numberWords(month), agencies: numberWords(agencies) },
    })),
    alerts: refused.known ? [] : [UNKNOWN],
  };
}

/** One code by agency and day; undefined where no such reason is given and none was. */
export function refusalsPage(code: string, days: readonly DayCount[], nameOf: NameOf) {
  if (days.length === 0 && findReason(code) === undefined) return undefined;
  const { sentence, remedy } = reasonOf(code);
  return {
    ...{ code, title: `Rejected: ${code}`, section: 'Operations', sentence, remedy },
    rows: days.map(({ day, agency, refused }) => ({
      day: dateWords(new Date(`${day}T12:00:00Z`)),
      agency: nameOf(agency),
      refused: numberWords(refused),
    })),
  };
}

const UNKNOWN: Alert = {
  ...{ text: 'What was rejected is not known', href: '#rejects' },
  runbook: 'ThroughlineRejectsRise',
};
