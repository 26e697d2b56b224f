import { connectEventStore } from '#event-store';
import { randomUUID } from 'node:crypto';
import { askProduction, PRODUCTION, type ProductionResult } from './production/ask-production.js';
import type { Hooks } from './production/question.js';
import { askRecorded, RECORDED, type RecordedResult } from './recorded/ask-recorded.js';

export type Verdict = 'agrees' | 'differs' | 'not asked';

/** One line of the table. */
export interface Row {
  readonly part: 'recorded' | 'production';
  readonly question: string;
  readonly verdict: Verdict;
  /** What came and what was expected where it differs; why where it was not asked. */
  readonly notes: readonly string[];
}

export interface ConformanceOptions {
  /** Questions that contain one of these, in any case; all where none is given. */
  readonly only?: readonly string[];
  readonly hooks?: Hooks;
  /** How long to wait for what should happen soon. Default 60,000 ms. */
  readonly patienceMs?: number;
}

export const questionsFor = ({ only = [] }: ConformanceOptions) => {
  const isAsked = ({ name }: { readonly name: string }) =>
    only.length === 0 || only.some((text) => name.toLowerCase().includes(text.toLowerCase()));
  return { recorded: RECORDED.filter(isAsked), production: PRODUCTION.filter(isAsked) };
};

/** Asks the server at an address everything. Throws the `EVENT_STORE` family where it cannot be asked at all. */
export async function* runConformance(url: string, options: ConformanceOptions = {}): AsyncGenerator<Row> {
  await refuseUnreachable(url);
  const run = randomUUID().slice(0, 8);
  const { recorded, production } = questionsFor(options);
  for await (const result of askRecorded(url, run, recorded)) yield recordedRow(result);
  for await (const result of askProduction(url, run, production, options)) yield productionRow(result);
}

async function refuseUnreachable(url: string): Promise<void> {
  const store = connectEventStore({ url });
  try {
    await store.headPosition();
  } finally {
    await store.close();
  }
}

function recordedRow({ name, agrees, answer, recorded }: RecordedResult): Row {
  const told = () => [
    `answered ${JSON.stringify(answer)}`,
    ...recorded.map((one) => `recorded ${JSON.stringify(one)}`),
  ];
  const verdict = agrees ? 'agrees' : 'differs';
  return { part: 'recorded', question: name, verdict, notes: agrees ? [] : told() };
}

function productionRow(result: ProductionResult): Row {
  const head = { part: 'production', question: result.name } as const;
  if (result.whyNot !== undefined) return { ...head, verdict: 'not asked', notes: [result.whyNot] };
  return { ...head, verdict: result.faults.length === 0 ? 'agrees' : 'differs', notes: result.faults };
}

export const countOf = (rows: readonly Row[], verdict: Verdict): number =>
  rows.filter((row) => row.verdict === verdict).length;
