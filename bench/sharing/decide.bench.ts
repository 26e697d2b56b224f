import { currentRuleset, decide, isPermitted, type DecisionInput } from '#sharing';
import { inputOf, type Given } from '../../libs/sharing/application/truth-table/given.js';

const ROUNDS = 60_000;
const ruleset = currentRuleset(new Date('2026-11-23T10:00:00Z'));
const family = [
  { who: 'child', born: '2016-05-04' },
  { who: 'mother', born: '1990-02-03' },
  { who: 'uncle', party: 'THIRD_PARTY' as const },
];
const agreed: Given = { people: family, agreements: [{}, { of: 'mother' }] };
const questions: Readonly<Record<string, Given>> = {
  'agreed, family of three': { ...agreed, sensitivity: 'H' },
  'nobody asked': { people: family, sensitivity: 'H' },
  'significant harm': { people: family, sensitivity: 'S', judgement: {} },
  'restricted, held': { ...agreed, restricted: ['MARAC'] },
};

/** Decisions per second of processor time on one core, so that a busy machine does not blur them, beside copying the same input as JSON in the same run. */
for (const [name, given] of Object.entries(questions)) {
  const input = inputOf(given);
  const decisions = perSecond(() => decide(input, ruleset));
  const copies = perSecond(() => JSON.parse(JSON.stringify(input)) as DecisionInput);
  const permitted = isPermitted(decide(input, ruleset));
  const ratio = Number((decisions / copies).toFixed(2));
  console.log(
    JSON.stringify({ name, permitted, decisionsPerSecond: decisions, jsonCopiesPerSecond: copies, ratio }),
  );
}

function perSecond(work: () => unknown): number {
  for (let warm = 0; warm < ROUNDS / 6; warm += 1) work();
  const start = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) work();
  const { user, system } = process.cpuUsage(start);
  return Math.round((ROUNDS * 1_000_000) / (user + system));
}
