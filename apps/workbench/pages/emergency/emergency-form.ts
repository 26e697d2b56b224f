import { EMERGENCY_FAULTS, type EmergencyFault } from '#governance';
import type { EmergencyAsk } from '../../application/emergency/break-glass.command.js';
import { soleTextOf, wordsOf } from '../form-values.js';

export interface TypedEmergency {
  readonly danger: string;
  readonly need: string;
  readonly judgeName: string;
  readonly judgeRole: string;
  readonly judgeOrganisation: string;
  readonly limb: string | undefined;
  readonly phone: string;
  readonly understood: boolean;
}

export const LIMBS = [
  { value: 'WOULD_PREJUDICE', text: 'Asking would put somebody in danger' },
  { value: 'CANNOT_OBTAIN', text: 'There is no time to ask' },
  { value: 'CANNOT_GIVE', text: 'Nobody is able to agree' },
] as const;

export const readEmergency = (body: unknown): TypedEmergency => ({
  ...{ danger: wordsOf(body, 'danger'), need: wordsOf(body, 'need'), limb: soleTextOf(body, 'limb') },
  judgeName: soleTextOf(body, 'judgeName') ?? '',
  judgeRole: soleTextOf(body, 'judgeRole') ?? '',
  judgeOrganisation: soleTextOf(body, 'judgeOrganisation') ?? '',
  phone: soleTextOf(body, 'phone') ?? '',
  understood: soleTextOf(body, 'understood') === 'yes',
});

export function emergencyAskOf(typed: TypedEmergency, form: string): EmergencyAsk {
  const { danger, need, phone, understood, judgeName, judgeRole, judgeOrganisation } = typed;
  const judgedBy = { name: judgeName, role: judgeRole, organisation: judgeOrganisation };
  const limb = LIMBS.find(({ value }) => value === typed.limb)?.value;
  return { form, words: { danger, need, phone, judgedBy }, limb, understood };
}

const PLACES: Readonly<Partial<Record<EmergencyFault, string>>> = {
  'EMERGENCY.DANGER_MISSING': '#danger',
  'EMERGENCY.JUDGE_MISSING': '#judgeName',
  'EMERGENCY.LIMB_MISSING': '#limb',
  'EMERGENCY.NEED_MISSING': '#need',
  'EMERGENCY.PHONE_MISSING': '#phone',
  'EMERGENCY.NOT_UNDERSTOOD': '#understood',
  'EMERGENCY.VERDICT_MISSING': '#verdict',
  'EMERGENCY.REASON_MISSING': '#reason',
};

export const emergencyErrors = (faults: readonly EmergencyFault[]) =>
  faults.map((fault) => ({ text: EMERGENCY_FAULTS[fault], href: PLACES[fault] ?? '#main-content' }));
