import { type StatementType } from '#contracts';
import { type RecordClass } from '#vault';
import { type EventKind } from './event-kinds.js';

const BY_SECTOR: Readonly<Record<string, RecordClass>> = {
  health: 'H',
  police: 'S',
  school: 'S',
  'social-care': 'S',
  'early-help': 'S',
};

const BY_KIND: Partial<Readonly<Record<EventKind, RecordClass>>> = {
  'health.parent-need-disclosed': 'R',
  'police.domestic-abuse-incident': 'C',
  'police.first-outcome-recorded': 'C',
  'school.attendance-threshold': 'P',
  'school.sen-changed': 'H',
  'school.transition-planned': 'P',
  'early-help.centre-attended': 'P',
  'early-help.lead-professional-assigned': 'P',
  'voluntary.engaged': 'P',
};

/** Sensitivity class the publisher marks an event of the kind with. */
export const sensitivityOf = (kind: EventKind): RecordClass =>
  BY_KIND[kind] ?? BY_SECTOR[kind.slice(0, kind.indexOf('.'))] ?? 'S';

export const usualStatement = (statement: StatementType | undefined): StatementType => statement ?? 'FACT';
