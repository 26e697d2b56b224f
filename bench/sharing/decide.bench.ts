import { argumentsOf } from '#platform/arguments';
import { decide, loadRulesets, type DecisionInput } from '#sharing';
import { inputOf, type Given } from '../../libs/sharing/application/truth-table/given.js';

const USAGE = `Decisions per second of processor time on one core, so that a busy machine does not blur them, beside copying the
same input as JSON in the same run.

  npm run bench:decide
`;
const ROUNDS = 60_000;
const AIM = 100_000;
const family = [
  { who: 'child', born: '2016-05-04' },
  { who: 'mother', born: '1990-02-03' },
  { who: 'uncle', party: 'THIRD_PARTY' as const },
];
const agreed: Given = { people: family, agreements: [{}, { of: 'mother' }] };
const refused: Given = {
  people: family,
  agreements: [{}, { of: 'mother', status: 'REFUSED', endedAt: '2026-11-01' }],
};
const questions: Readonly<Record<string, Given>> = {
  'agreed, family of three': { ...agreed, sensitivity: 'H' },
  'nobody asked': { people: family, sensitivity: 'H' },
  'significant harm': { people: family, sensitivity: 'S', judgement: {} },
  'restricted, held': { ...agreed, restricted: ['MARAC'] },
  'duty advised, agreed': { ...agreed, sensitivity: 'H', judgement: { kind: 'RELEVANT_AND_MAY_HELP' } },
  'refusal overridden': { ...refused, sensitivity: 'S', judgement: {}, overrides: [{}] },
  'crime data of a force': { ...agreed, agency: 'urn:agency:force:35', sector: 'police', sensitivity: 'C' },
};

/** Each rule set of the project, since each may be asked again. */
function measure(): void {
  let slowest = Infinity;
  for (const ruleset of loadRulesets())
    for (const [name, given] of Object.entries(questions)) {
      const input = inputOf(given);
      const decisions = perSecond(() => decide(input, ruleset));
      const copies = perSecond(() => JSON.parse(JSON.stringify(input)) as DecisionInput);
      const { outcome, row = 'no row' } = decide(input, ruleset);
      slowest = Math.min(slowest, decisions);
      report({ ruleset: ruleset.version, name, answer: `${outcome} ${row}`, ...{ decisions, copies } });
    }
  console.log(JSON.stringify({ slowest, aim: AIM, reached: slowest > AIM }));
}

function report(measured: Readonly<Record<string, string | number>> & { decisions: number; copies: number }) {
  const { decisions, copies, ...rest } = measured;
  const ratio = Number((decisions / copies).toFixed(2));
  console.log(JSON.stringify({ ...rest, decisionsPerSecond: decisions, jsonCopiesPerSecond: copies, ratio }));
}

function perSecond(work: () => unknown): number {
  for (let warm = 0; warm < ROUNDS / 6; warm += 1) work();
  const start = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) work();
  const { user, system } = process.cpuUsage(start);
  return Math.round((ROUNDS * 1_000_000) / (user + system));
}

if (argumentsOf({ usage: USAGE })) measure();
